//! PDFs written by hand: one page for each content stream.

/// A PDF of one page for each content, with Helvetica as `F1` and Times as `F2`.
pub fn by_hand(contents: &[&str], more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len())
        .map(|n| format!("{} 0 R", 10 + 2 * n))
        .collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (
            2,
            format!(
                "<</Type/Pages/Kids[{}]/Count {}>>",
                kids.join(" "),
                contents.len()
            ),
        ),
        (
            3,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ),
        (
            4,
            "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
        ),
    ];
    for (number, content) in contents.iter().enumerate() {
        let page = 10 + 2 * number;
        objects.push((
            page,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I 5 0 R>>>>>>",
                page + 1
            ),
        ));
        objects.push((
            page + 1,
            format!(
                "<</Length {}>>\nstream\n{content}\nendstream",
                content.len()
            ),
        ));
    }
    if !more.is_empty() {
        objects.push((5, more.to_owned()));
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in &objects {
        places.push((*number, file.len()));
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(b"xref\n".iter());
    for (number, place) in places {
        file.extend(format!("{number} 1\n{place:010} 00000 n \n").bytes());
    }
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap();
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    file
}
