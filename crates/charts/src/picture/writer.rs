//! Writes SVG. Never: lets a word or a value become markup.

use crate::markup::Element;
use std::fmt::Write as _;

/// A tag with its attributes, being put together.
#[derive(Clone)]
pub(super) struct Tag {
    name: &'static str,
    written: String,
}

impl Tag {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, written: format!("<{name}") }
    }

    pub(super) fn set(mut self, key: &str, value: impl AsRef<str>) -> Self {
        self.begin(key);
        escape(&mut self.written, value.as_ref());
        self.written.push('"');
        self
    }

    /// A tenth of a pixel is as exact as a screen is.
    pub(super) fn number(mut self, key: &str, value: f32) -> Self {
        self.begin(key);
        let tenths = (value * 10.0).round() / 10.0;
        // Writing into a string cannot fail.
        let _ = write!(self.written, "{tenths}\"");
        self
    }

    /// As the library wrote it, which has escaped it.
    pub(super) fn keep(mut self, key: &str, of: Element<'_>) -> Self {
        if let Some(value) = of.get(key) {
            self.begin(key);
            self.written.push_str(value);
            self.written.push('"');
        }
        self
    }

    fn begin(&mut self, key: &str) {
        self.written.push(' ');
        self.written.push_str(key);
        self.written.push_str("=\"");
    }
}

/// A document, being written.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
}

impl Writer {
    pub(super) fn open(&mut self, tag: Tag) {
        self.out.push_str(&tag.written);
        self.out.push('>');
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn alone(&mut self, tag: Tag) {
        self.out.push_str(&tag.written);
        self.out.push_str("/>");
    }

    /// A shape that says what it is under the pointer.
    pub(super) fn titled(&mut self, tag: Tag, title: &str) {
        let name = tag.name;
        self.open(tag);
        self.title(title);
        self.close(name);
    }

    pub(super) fn text(&mut self, tag: Tag, words: &str) {
        self.open(tag);
        escape(&mut self.out, words);
        self.close("text");
    }

    /// Cut words that say the whole under the pointer.
    pub(super) fn text_titled(&mut self, tag: Tag, words: &str, title: &str) {
        self.open(tag);
        self.title(title);
        escape(&mut self.out, words);
        self.close("text");
    }

    /// Words as the library wrote them, which has escaped them.
    pub(super) fn text_as_written(&mut self, tag: Tag, words: &str) {
        self.open(tag);
        self.out.push_str(words);
        self.close("text");
    }

    pub(super) fn written(self) -> String {
        self.out
    }

    fn title(&mut self, title: &str) {
        self.open(Tag::new("title"));
        escape(&mut self.out, title);
        self.close("title");
    }
}

fn escape(out: &mut String, words: &str) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
