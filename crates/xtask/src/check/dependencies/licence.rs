//! Whether a licence expression (SPDX) can be met with licences from our list.

/// Licences under which a desk may be given to anyone, changed or not.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    // Of data alone: the list of certificates that browsers trust.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// True when one way of reading the expression needs nothing beyond the list. No licence is none.
pub(super) fn is_allowed(expression: &str) -> bool {
    // Old manifests write a slash for "or".
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words };
    reader.either() == Some(true) && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
}

/// Each answers `None` where the expression is not well made.
impl<'a> Reader<'a> {
    fn either(&mut self) -> Option<bool> {
        let mut allowed = self.both()?;
        while self.eat("OR") {
            allowed |= self.both()?;
        }
        Some(allowed)
    }

    fn both(&mut self) -> Option<bool> {
        let mut allowed = self.single()?;
        while self.eat("AND") {
            allowed &= self.single()?;
        }
        Some(allowed)
    }

    fn single(&mut self) -> Option<bool> {
        let allowed = match self.next()? {
            "(" => {
                let inner = self.either()?;
                self.eat(")").then_some(inner)?
            }
            name => ALLOWED.contains(&name),
        };
        if self.eat("WITH") {
            // An exception permits more than the licence alone.
            self.next()?;
        }
        Some(allowed)
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn eat(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_good_choice_is_enough_and_every_condition_counts() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "Unlicense OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-3.0 OR (MIT AND ISC)",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR GPL-3.0) AND AGPL-3.0", "MIT OR", "(MIT", "MIT ISC"]
        {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
