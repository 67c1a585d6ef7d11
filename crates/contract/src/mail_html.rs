//! The HTML of letters, made harmless (O5): what is not on a short list of tags is left out, and what cannot be
//! understood becomes text.
//!
//! Owns: the list, the reading and the writing. Nothing of the source is copied: every tag that comes out was
//! written here, its attributes escaped, opened and closed in order. Never: fetches, lays out, or trusts.
//!
//! Always: cleaning what is clean changes nothing.

mod reading;

use reading::{Piece, pieces};

/// Tags that stay. What is like one of them becomes it ([`kept`]).
const KEPT: [&str; 11] = ["p", "b", "strong", "i", "em", "u", "ul", "ol", "li", "blockquote", "a"];
/// What an address of a link may begin with.
const LINKS: [&str; 3] = ["http://", "https://", "mailto:"];
/// What an address of a picture may begin with. A picture out of the letter itself cannot tell anybody that it was
/// looked at, but it can only come from its bytes.
const PICTURES: [&str; 6] = [
    "https://",
    "http://",
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];
/// The deepest that tags may lie in each other; deeper ones are left out, their words stay.
const DEEPEST: usize = 40;

/// What becomes of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// They are left out: whoever fetches one tells its sender that the letter is read.
    Blocked,
    /// They stay.
    Shown,
}

/// A letter made harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// Harmless HTML.
    pub html: String,
    /// How many pictures it has, shown or not.
    pub pictures: usize,
}

/// Makes HTML harmless.
#[must_use]
pub fn clean(html: &str, pictures: Pictures) -> Clean {
    let mut writer = Writer { out: Clean::default(), open: Vec::new(), pictures };
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => writer.text(&text),
            Piece::Open { name, attributes } => writer.open(&name, &attributes),
            Piece::Close { name } => writer.close(&name),
        }
    }
    writer.close_down_to(0);
    writer.out
}

/// The words of HTML as plain text: lines where blocks end, links with their address.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut addresses = Vec::new();
    for piece in pieces(&clean(html, Pictures::Blocked).html) {
        match piece {
            Piece::Text(words) => text.push_str(&words),
            Piece::Open { name, attributes } => match name.as_str() {
                "br" => text.push('\n'),
                "li" => push_line(&mut text, "• "),
                "a" => addresses.push((text.len(), attribute(&attributes, "href").unwrap_or_default())),
                _ if is_block(&name) => push_line(&mut text, ""),
                _ => {}
            },
            Piece::Close { name } if name == "a" => {
                if let Some((from, address)) = addresses.pop() {
                    let shown = text.get(from..).unwrap_or_default().trim().to_owned();
                    let bare = address.trim_start_matches("mailto:");
                    if !bare.is_empty() && shown != address && shown != bare {
                        text.push_str(&format!(" ({bare})"));
                    }
                }
            }
            Piece::Close { name } if is_block(&name) => push_line(&mut text, ""),
            Piece::Close { .. } => {}
        }
    }
    text.replace('\u{a0}', " ").trim().to_owned()
}

/// Plain text as HTML: its lines stay lines.
#[must_use]
pub fn from_plain(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let lines: Vec<_> = paragraph.split('\n').map(escaped).collect();
        format!("<p>{}</p>", lines.join("<br>"))
    });
    paragraphs.collect()
}

fn push_line(text: &mut String, begins: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(begins);
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "ul" | "ol" | "li" | "blockquote")
}

/// What a tag becomes; none where only its words stay.
fn kept(name: &str) -> Option<&'static str> {
    let like = match name {
        "div" | "section" | "article" | "header" | "footer" | "main" | "center" | "tr" | "pre" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "dl" | "dt" | "dd" | "address" | "figure" => "p",
        "ins" => "u",
        name => name,
    };
    KEPT.into_iter().find(|tag| *tag == like)
}

fn attribute(attributes: &[(String, String)], name: &str) -> Option<String> {
    attributes.iter().find(|it| it.0 == name).map(|it| it.1.clone())
}

/// An address if it begins with one of these. Browsers pass over spaces and control characters in an address, so one
/// that has any is not taken.
fn address(found: Option<String>, may_begin: &[&str]) -> Option<String> {
    let found = found?.trim().to_owned();
    let lower = found.to_ascii_lowercase();
    let is_plain = !found.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    (is_plain && may_begin.iter().any(|begin| lower.starts_with(begin))).then_some(found)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Writes harmless HTML; knows what is open.
struct Writer {
    out: Clean,
    open: Vec<&'static str>,
    pictures: Pictures,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.out.html.push_str(&escaped(text));
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        match name {
            "br" | "hr" => self.out.html.push_str("<br>"),
            "img" => self.picture(attributes),
            "td" | "th" => self.out.html.push(' '),
            name => {
                if let Some(tag) = kept(name).filter(|_| self.open.len() < DEEPEST) {
                    self.open_kept(tag, attributes);
                }
            }
        }
    }

    fn open_kept(&mut self, tag: &'static str, attributes: &[(String, String)]) {
        // What a browser would close by itself is closed here, so that it finds nothing to mend.
        let closes: &[&str] = match tag {
            "p" | "ul" | "ol" | "blockquote" => &["p"],
            "li" => &["p", "li"],
            "a" => &["a"],
            _ => &[],
        };
        while let Some(top) = self.open.last().filter(|top| closes.contains(top)).copied() {
            self.close(top);
        }
        if tag == "a" {
            let Some(href) = address(attribute(attributes, "href"), &LINKS) else { return };
            if self.open.contains(&"a") {
                return;
            }
            let link =
                format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">", escaped(&href));
            self.out.html.push_str(&link);
        } else {
            self.out.html.push_str(&format!("<{tag}>"));
        }
        self.open.push(tag);
    }

    fn picture(&mut self, attributes: &[(String, String)]) {
        let Some(source) = address(attribute(attributes, "src"), &PICTURES) else { return };
        self.out.pictures += 1;
        if self.pictures == Pictures::Shown {
            let alt = attribute(attributes, "alt").unwrap_or_default();
            let tag = format!("<img src=\"{}\" alt=\"{}\">", escaped(&source), escaped(&alt));
            self.out.html.push_str(&tag);
        }
    }

    /// Closes a tag and all that was opened inside; one that is not open is passed over.
    fn close(&mut self, name: &str) {
        let Some(tag) = kept(name) else { return };
        if let Some(place) = self.open.iter().rposition(|open| *open == tag) {
            self.close_down_to(place);
        }
    }

    fn close_down_to(&mut self, place: usize) {
        while self.open.len() > place {
            if let Some(tag) = self.open.pop() {
                self.out.html.push_str(&format!("</{tag}>"));
            }
        }
    }
}

#[cfg(test)]
mod tests;
