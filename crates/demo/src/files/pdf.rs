//! A receipt of one page, written as PDF 1.4.
//!
//! Owns: what stands on it and its encoding. Never: a file's name.

/// The receipt with that number. Latin letters: the fonts that every reader has know no others.
pub(super) fn receipt(number: u32) -> Vec<u8> {
    let sum = u64::from(number % 29_000) + 990;
    let lines = [
        "DOMOLAD - tovary dlya doma".to_owned(),
        format!("Kassovy chek No. {number}"),
        format!("Itogo: {sum}.00 RUB"),
        "Oplata: karta".to_owned(),
        "Spasibo za pokupku!".to_owned(),
    ];
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    let page = format!("BT /F1 16 Tf 24 TL 40 380 Td\n{shown}ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 440] /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = String::from("0000000000 65535 f \n");
    for (place, object) in (1..).zip(&objects) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{place} 0 obj\n{object}\nendobj\n"));
    }
    let (count, table) = (objects.len() + 1, file.len());
    file.push_str(&format!("xref\n0 {count}\n{places}trailer\n<< /Size {count} /Root 1 0 R >>\n"));
    file.push_str(&format!("startxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let text = String::from_utf8(receipt(123_456)).unwrap();
        let table = text.rsplit_once("startxref\n").unwrap().1.lines().next().unwrap();
        let table = &text[table.parse().unwrap()..];
        assert!(table.starts_with("xref\n0 6\n"));
        for (place, line) in (1..=5).zip(table.lines().skip(3)) {
            let at: usize = line[..10].parse().unwrap();
            assert!(text[at..].starts_with(&format!("{place} 0 obj\n")), "{line}");
        }
    }
}
