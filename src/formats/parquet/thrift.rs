//! The compact protocol of Apache Thrift, as much of it as Parquet's metadata needs.

// Types of fields.
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure in the making. Fields are added in the order of their numbers.
pub(super) struct Struct {
    bytes: Vec<u8>,
    last: i16,
}

impl Struct {
    pub fn new() -> Self {
        Self {
            bytes: Vec::new(),
            last: 0,
        }
    }

    fn field(&mut self, number: i16, sort: u8) {
        let step = number - self.last;
        debug_assert!(
            (1..=15).contains(&step),
            "fields come in order, close together"
        );
        self.bytes.push((step as u8) << 4 | sort);
        self.last = number;
    }

    pub fn int(&mut self, number: i16, value: i32) {
        self.field(number, I32);
        signed(i64::from(value), &mut self.bytes);
    }

    pub fn long(&mut self, number: i16, value: i64) {
        self.field(number, I64);
        signed(value, &mut self.bytes);
    }

    pub fn text(&mut self, number: i16, value: &str) {
        self.field(number, BINARY);
        text(value, &mut self.bytes);
    }

    pub fn structure(&mut self, number: i16, value: Self) {
        self.field(number, STRUCT);
        value.write(&mut self.bytes);
    }

    pub fn ints(&mut self, number: i16, values: &[i32]) {
        self.list(number, I32, values.len());
        for value in values {
            signed(i64::from(*value), &mut self.bytes);
        }
    }

    pub fn texts(&mut self, number: i16, values: &[&str]) {
        self.list(number, BINARY, values.len());
        for value in values {
            text(value, &mut self.bytes);
        }
    }

    pub fn structures(&mut self, number: i16, values: Vec<Self>) {
        self.list(number, STRUCT, values.len());
        for value in values {
            value.write(&mut self.bytes);
        }
    }

    fn list(&mut self, number: i16, sort: u8, length: usize) {
        self.field(number, LIST);
        match u8::try_from(length) {
            Ok(length @ 0..15) => self.bytes.push(length << 4 | sort),
            _ => {
                self.bytes.push(0xf0 | sort);
                unsigned(length as u64, &mut self.bytes);
            }
        }
    }

    /// Writes the fields and the end.
    pub fn write(self, out: &mut Vec<u8>) {
        out.extend(self.bytes);
        out.push(0);
    }
}

fn text(value: &str, out: &mut Vec<u8>) {
    unsigned(value.len() as u64, out);
    out.extend(value.as_bytes());
}

/// Seven bits a byte, the lowest first.
pub(super) fn unsigned(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Zigzag: small numbers of either sign are short.
fn signed(value: i64, out: &mut Vec<u8>) {
    unsigned(((value << 1) ^ (value >> 63)) as u64, out);
}
