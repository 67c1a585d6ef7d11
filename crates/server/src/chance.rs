//! Chance and the clock: the one place where either comes into the program.

use blake2::{Blake2s256, Digest};
use chrono::{SubsecRound, Utc};
use desk_contract::Timestamp;

/// The moment now, as finely as the wire and the store tell it.
pub(crate) fn now() -> Timestamp {
    Utc::now().trunc_subsecs(6)
}

/// So many bytes that nobody can foretell.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without the system's chance no session is safe; there is nothing to go on with.
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// A secret for a session: 256 bits, in signs that may stand in a cookie and in a subprotocol's name.
pub(crate) fn token() -> String {
    hex(&bytes::<32>())
}

/// A password that can be read out: letters and digits that are not mistaken for one another.
pub(crate) fn password() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).copied().map_or('x', char::from);
    let signs: Vec<char> = bytes::<20>().iter().map(sign).collect();
    signs.chunks(5).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// What a secret or a command is known by where it need not be kept itself.
pub(crate) fn digest(text: &str) -> String {
    hex(&Blake2s256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_can_stand_where_they_are_sent() {
        assert_ne!(token(), token());
        assert_eq!(token().len(), 64);
        assert!(token().bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(password().len(), 23);
        assert_ne!(password(), password());
    }

    #[test]
    fn a_digest_tells_texts_apart() {
        assert_eq!(digest("a"), digest("a"));
        assert_ne!(digest("a"), digest("b"));
    }
}
