//! The library's own SVG, read element by element.
//!
//! Owns: what an element is called, its attributes and its words, as they stand there, escaped. Never: reads any
//! other markup; what it does not know it passes over.

/// One element. Those within it follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    attributes: &'a str,
    /// The words right behind its tag.
    pub(crate) words: &'a str,
}

impl<'a> Element<'a> {
    /// An attribute, escaped as it was.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            let (key, after) = rest.split_once("=\"")?;
            let (value, after) = after.split_once('"')?;
            if key.trim_start() == name {
                return Some(value);
            }
            rest = after;
        }
    }

    /// An attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<f32> {
        self.get(name)?.parse().ok()
    }
}

/// Every element, in the order in which they begin.
pub(crate) fn elements(svg: &str) -> impl Iterator<Item = Element<'_>> {
    svg.split('<').skip(1).filter(|part| !part.starts_with('/')).filter_map(|part| {
        // The library escapes `>` in attributes, so that the first one ends the tag.
        let (tag, words) = part.split_once('>')?;
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        Some(Element { name, attributes, words: words.trim() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_with_their_attributes_and_words() {
        let svg = "<svg width=\"1\">\n<g>\n<rect x=\"1.5\" data-category=\"a &quot;b&quot; = &gt;\"/>\n\
            <text y=\"2\">\nA &amp; B\n</text></g></svg>";
        let read: Vec<_> = elements(svg).collect();
        assert_eq!(read.iter().map(|it| it.name).collect::<Vec<_>>(), ["svg", "g", "rect", "text"]);
        assert_eq!(read[2].get("data-category"), Some("a &quot;b&quot; = &gt;"));
        assert_eq!((read[2].number("x"), read[2].get("y")), (Some(1.5), None));
        assert_eq!(read[3].words, "A &amp; B");
    }
}
