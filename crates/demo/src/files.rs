//! The files that clients send: photos, receipts, notes.
//!
//! Owns: their names, and their bytes, which follow from the id alone. Never: who sends one.
//!
//! Always: an id says by its last bytes that the file is one of these, and of which kind.

mod pdf;
mod png;

use crate::chance::Chance;
use desk_contract::Timestamp;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;

/// How the ids of these files end, before the kind.
const MARK: [u8; 2] = [0xF1, 0x1E];

/// What a client sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Photo,
    Receipt,
    Note,
}

const KINDS: [FileKind; 3] = [FileKind::Photo, FileKind::Receipt, FileKind::Note];

/// The file of that chance and moment.
pub(crate) fn file(kind: FileKind, at: Timestamp, chance: Chance) -> Attachment {
    let mut bytes = chance.bytes();
    bytes[7..9].copy_from_slice(&MARK);
    bytes[9] = KINDS.iter().position(|known| *known == kind).unwrap_or(0) as u8;
    let id = AttachmentId::new(at, bytes);
    let number = number(id);
    let (name, media_type, length) = match kind {
        FileKind::Photo => (format!("IMG_{number}.png"), "image/png", png::LENGTH),
        FileKind::Receipt => (format!("Чек {number}.pdf"), "application/pdf", pdf::receipt(number).len()),
        FileKind::Note => ("Для курьера.txt".to_owned(), "text/plain", note(number).len()),
    };
    Attachment { id, name, media_type: media_type.to_owned(), bytes: length as u64 }
}

/// The bytes of such a file; none for an id that is not of one.
pub(crate) fn bytes(id: AttachmentId) -> Option<Vec<u8>> {
    let [.., first, second, kind] = *id.as_bytes();
    let kind = KINDS.get(usize::from(kind)).filter(|_| [first, second] == MARK)?;
    Some(match kind {
        FileKind::Photo => png::picture(number(id)),
        FileKind::Receipt => pdf::receipt(number(id)),
        FileKind::Note => note(number(id)),
    })
}

/// The six digits in the file's name, from which the rest is drawn.
fn number(id: AttachmentId) -> u32 {
    let [.., a, b, c, _, _, _] = *id.as_bytes();
    100_000 + u32::from_be_bytes([0, a, b, c]) % 900_000
}

fn note(number: u32) -> Vec<u8> {
    format!("Домофон: {}\nЗаезд со двора, шлагбаум открою.\nЗвонить за час, пожалуйста.\n", number % 300 + 1)
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_as_long_as_it_says_and_of_its_type() {
        let begins: [(FileKind, &[u8]); 3] = [
            (FileKind::Photo, b"\x89PNG\r\n\x1a\n"),
            (FileKind::Receipt, b"%PDF-1.4"),
            (FileKind::Note, "Домофон".as_bytes()),
        ];
        for (kind, begin) in begins {
            for draw in 0..20_u64 {
                let file = file(kind, Timestamp::UNIX_EPOCH, Chance::seeded(draw));
                let bytes = bytes(file.id).unwrap();
                assert_eq!(bytes.len() as u64, file.bytes);
                assert!(bytes.starts_with(begin));
            }
        }
    }

    #[test]
    fn a_file_of_somebody_else_has_no_bytes_here() {
        assert_eq!(bytes(AttachmentId::new(Timestamp::UNIX_EPOCH, [7; 10])), None);
        assert_eq!(bytes(AttachmentId::new(Timestamp::UNIX_EPOCH, [0xF1; 10])), None);
    }
}
