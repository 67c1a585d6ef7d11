//! Rust source as words, without comments: enough to see imports and forbidden words.
//!
//! Never: understands Rust. A lexer keeps apart code, strings and comments, no more.

/// One word of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Counted from 1.
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// What kind of word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or keyword.
    Word(String),
    /// What stands between the quotes.
    Text(String),
    /// `::`
    Path,
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// The name, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this sign.
    pub(crate) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// Takes a file's text apart.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut rest = Rest { text, line: 1 };
    let mut tokens = Vec::new();
    while let Some(first) = rest.text.chars().next() {
        let line = rest.line;
        let kind = match first {
            _ if rest.text.starts_with("//") => {
                rest.skip(rest.text.find('\n').unwrap_or(rest.text.len()));
                None
            }
            _ if rest.text.starts_with("/*") => {
                rest.skip(block_comment(rest.text));
                None
            }
            _ if rest.text.starts_with("::") => {
                rest.skip(2);
                Some(Kind::Path)
            }
            '"' => Some(Kind::Text(rest.quoted())),
            '\'' => {
                rest.skip(after_apostrophe(rest.text));
                None
            }
            'r' if raw_hashes(rest.text).is_some() => Some(Kind::Text(rest.raw_quoted())),
            _ if first.is_alphabetic() || first == '_' => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                Some(Kind::Word(rest.skip(rest.text.find(|c| !is_part(c)).unwrap_or(rest.text.len()))))
            }
            _ => {
                rest.skip(first.len_utf8());
                (!first.is_whitespace()).then_some(Kind::Sign(first))
            }
        };
        tokens.extend(kind.map(|kind| Token { line, kind }));
    }
    tokens
}

struct Rest<'a> {
    text: &'a str,
    line: usize,
}

impl Rest<'_> {
    fn skip(&mut self, length: usize) -> String {
        let (skipped, rest) = self.text.split_at(length);
        self.line += skipped.matches('\n').count();
        self.text = rest;
        skipped.to_owned()
    }

    fn quoted(&mut self) -> String {
        let mut is_escaped = false;
        let end = self.text[1..].find(|c| {
            let ends = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            ends
        });
        let length = end.map_or(self.text.len(), |end| end + 2);
        self.skip(length).trim_matches('"').to_owned()
    }

    fn raw_quoted(&mut self) -> String {
        let hashes = raw_hashes(self.text).unwrap_or(0);
        let start = hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = self.text[start..].find(&close).map_or(self.text.len(), |end| start + end + close.len());
        let quoted = self.skip(end);
        quoted[start..].trim_end_matches('#').trim_end_matches('"').to_owned()
    }
}

/// How many `#` a raw string opens with; `None` where none opens.
fn raw_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            match rest.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => break,
            }
        }
    }
    text.len()
}

/// The length of a character literal, or of the apostrophe alone before a lifetime.
fn after_apostrophe(text: &str) -> usize {
    let mut inner = text[1..].char_indices();
    match (inner.next(), inner.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let after = 1 + at + escaped.len_utf8();
            text[after..].find('\'').map_or(text.len(), |end| after + end + 1)
        }
        (Some(_), Some((at, '\''))) => 1 + at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn words(text: &str) -> Vec<String> {
        tokens(text).iter().filter_map(|token| token.word().map(str::to_owned)).collect()
    }

    #[test]
    fn comments_and_strings_are_no_words() {
        assert_eq!(words("a // b\n/* c /* d */ e */ f \"g\" h"), ["a", "f", "h"]);
        assert_eq!(words(r##"a r#"b " c"# d "e \" f" g"##), ["a", "d", "g"]);
    }

    #[test]
    fn lifetimes_and_characters_are_told_apart() {
        assert_eq!(
            words(r"fn f<'a>(x: &'a T) { '\'' ; 'x'; '\u{1f}'; y }"),
            ["fn", "f", "a", "x", "a", "T", "y"]
        );
        assert_eq!(words("'\"' a '\"'"), ["a"]);
    }

    #[test]
    fn lines_are_counted_through_everything() {
        let tokens = tokens("\"a\nb\"\n/* c\n */ d");
        assert_eq!(
            tokens.last().map(|token| (token.line, &token.kind)),
            Some((4, &Kind::Word("d".to_owned())))
        );
    }
}
