//! Numbers in decimal digits. Files of tokens have hundreds of thousands of them, and the way through
//! `std::fmt` takes several times as long.

/// Puts a number.
pub(super) fn put_number(number: usize, out: &mut String) {
    // The digits of the largest number.
    let mut digits = [0u8; 20];
    let mut first = digits.len();
    let mut rest = number;
    loop {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_the_standard_library_has_them() {
        for number in [0, 7, 10, 99, 100, 1_234_567_890, usize::MAX] {
            let mut out = String::from("n");
            put_number(number, &mut out);
            assert_eq!(out, format!("n{number}"));
        }
    }
}
