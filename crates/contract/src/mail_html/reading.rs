//! HTML taken to pieces: text, opened tags, closed tags.
//!
//! Owns: telling them apart as browsers do (HTML Standard, "Tokenization"), as far as the difference could matter:
//! when in doubt a piece is text. Never: decides what stays.

/// Tags whose inside is not for reading: it is left out with them.
const UNREAD: [&str; 14] = [
    "script", "style", "title", "template", "iframe", "object", "noscript", "textarea", "svg", "math",
    "noembed", "noframes", "xmp", "select",
];

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, with their entities read.
    Text(String),
    /// A tag that opens.
    Open {
        /// In small letters.
        name: String,
        /// Names in small letters, values with their entities read.
        attributes: Vec<(String, String)>,
    },
    /// A tag that closes.
    Close {
        /// In small letters.
        name: String,
    },
}

/// The pieces of a text.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (words, from) = rest.split_at(start);
        push_text(&mut pieces, words);
        rest = match tag(from) {
            Some((piece, after)) => {
                let unread = unread_name(&piece);
                pieces.extend(piece);
                unread.map_or(after, |name| skipped(after, &name))
            }
            None => {
                // A lone bracket is a word like any other.
                push_text(&mut pieces, "<");
                from.get(1..).unwrap_or_default()
            }
        };
    }
    push_text(&mut pieces, rest);
    pieces.retain(|piece| !matches!(piece, Piece::Open { name, .. } | Piece::Close { name } if UNREAD.contains(&name.as_str())));
    pieces
}

fn unread_name(piece: &Option<Piece>) -> Option<String> {
    match piece {
        Some(Piece::Open { name, .. }) if UNREAD.contains(&name.as_str()) => Some(name.clone()),
        _ => None,
    }
}

fn push_text(pieces: &mut Vec<Piece>, words: &str) {
    if words.is_empty() {
        return;
    }
    let words = entities_read(words);
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(&words),
        _ => pieces.push(Piece::Text(words)),
    }
}

/// A tag at the beginning of `from`, which begins with a bracket, and what follows it. A comment is no piece.
fn tag(from: &str) -> Option<(Option<Piece>, &str)> {
    let inside = from.strip_prefix('<')?;
    if let Some(comment) = inside.strip_prefix("!--") {
        // One that never ends takes all the rest with it, as in a browser.
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        return Some((None, comment.get(end..).unwrap_or_default()));
    }
    if inside.starts_with(['!', '?']) {
        let end = inside.find('>').map_or(inside.len(), |end| end + 1);
        return Some((None, inside.get(end..).unwrap_or_default()));
    }
    // Looked at once rather than with every attribute: many brackets without an end cost nothing.
    inside.find('>')?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let is_name = |letter: char| !letter.is_whitespace() && letter != '/' && letter != '>';
    let end = inside.find(|letter| !is_name(letter))?;
    let (name, after) = inside.split_at(end);
    let name = name.to_ascii_lowercase();
    let (attributes, after) = attributes(after)?;
    let piece = if closes { Piece::Close { name } } else { Piece::Open { name, attributes } };
    Some((Some(piece), after))
}

/// The attributes up to the closing bracket; none where there is no such bracket.
fn attributes(mut rest: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((found, after));
        }
        // A name may begin with an equals sign, and only there.
        let begins = rest.chars().next()?.len_utf8();
        let tail = rest.get(begins..)?;
        let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '>' | '=');
        let end = begins + tail.find(is_end)?;
        let (name, after) = rest.split_at(end);
        let after_name = after.trim_start();
        let (value, after) = match after_name.strip_prefix('=') {
            Some(after) => value(after.trim_start())?,
            None => ("", after),
        };
        let name = name.to_ascii_lowercase();
        // Of two of one name the first counts.
        if !found.iter().any(|(known, _): &(String, String)| *known == name) {
            found.push((name, entities_read(value)));
        }
        rest = after;
    }
}

fn value(rest: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote)?;
            return Some((value, after));
        }
    }
    let end = rest.find(|letter: char| letter.is_whitespace() || letter == '>')?;
    Some(rest.split_at(end))
}

/// What follows the closing tag of that name; nothing where it never closes.
fn skipped<'a>(rest: &'a str, name: &str) -> &'a str {
    let closes = |place: &usize| {
        let found = rest.get(place + 2..place + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let Some(start) = rest.match_indices("</").map(|(place, _)| place).find(closes) else { return "" };
    let after = rest.get(start..).unwrap_or_default();
    after.find('>').and_then(|end| after.get(end + 1..)).unwrap_or_default()
}

/// Words with the common entities read. One that is not known stays as it was written.
fn entities_read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (words, from) = rest.split_at(start);
        out.push_str(words);
        match entity(from) {
            Some((letter, after)) => {
                out.push(letter);
                rest = after;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(from: &str) -> Option<(char, &str)> {
    let inside = from.strip_prefix('&')?;
    if let Some(number) = inside.strip_prefix('#') {
        return numbered(number);
    }
    let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, after) = inside.split_at(end);
    let letter = match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "laquo" => '«',
        "raquo" => '»',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "copy" => '©',
        "bull" => '•',
        "rarr" => '→',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => return None,
    };
    Some((letter, after.strip_prefix(';').unwrap_or(after)))
}

fn numbered(number: &str) -> Option<(char, &str)> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let end = digits.find(|letter: char| !letter.is_digit(radix)).unwrap_or(digits.len());
    let (digits, after) = digits.split_at(end);
    let code = u32::from_str_radix(digits, radix).ok()?;
    let letter = char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or('\u{fffd}');
    Some((letter, after.strip_prefix(';').unwrap_or(after)))
}
