//! What of a source file is compiled for the tests alone: the items under `#[cfg(test)]`, and the files that
//! such items declare.
//!
//! Never: decides by a file's name. Whatever a test-only module is called, its declaration says what it is.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::source::{Kind, Token};

/// The files that stand for their folder; the modules of any other lie in a folder of its name.
const STAND_FOR_FOLDER: &[&str] = &["lib", "main", "mod"];

/// The parts of one file that only the tests have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TestCode {
    /// From the attribute to the last line of its item.
    lines: Vec<RangeInclusive<usize>>,
    /// Names of modules in files of their own.
    modules: Vec<String>,
}

impl TestCode {
    /// Reads a file.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let mut code = Self::default();
        let mut rest = tokens;
        while let Some(first) = rest.first() {
            let Some(item) = after_attribute(rest) else {
                rest = &rest[1..];
                continue;
            };
            let length = item_length(item);
            let (item, after) = item.split_at(length);
            let last = item.last().unwrap_or(first);
            code.lines.push(first.line..=last.line);
            code.modules.extend(declared(item));
            rest = after;
        }
        code
    }

    /// Whether the line is the tests'.
    pub(super) fn contains(&self, line: usize) -> bool {
        self.lines.iter().any(|lines| lines.contains(&line))
    }

    /// Whether this code, in the file `parent`, makes `file` the tests' as a whole.
    pub(super) fn declares(&self, parent: &Path, file: &Path) -> bool {
        let folder = folder_of_modules(parent);
        self.modules.iter().map(|module| folder.join(module)).any(|module| {
            // A folder of that name holds the module's own modules, or the module itself in `mod.rs`.
            file == module.with_extension("rs") || file.starts_with(module)
        })
    }
}

fn folder_of_modules(file: &Path) -> PathBuf {
    let is_folders = file.file_stem().is_some_and(|stem| STAND_FOR_FOLDER.iter().any(|name| stem == *name));
    if is_folders { file.parent().unwrap_or(file).to_path_buf() } else { file.with_extension("") }
}

/// What follows `#[cfg(test)]`, where that comes first.
fn after_attribute(tokens: &[Token]) -> Option<&[Token]> {
    let (attribute, after) = tokens.split_at_checked(7)?;
    let is = |at: usize, sign: char| attribute.get(at).is_some_and(|token| token.is(sign));
    let word = |at: usize| attribute.get(at).and_then(Token::word);
    let is_it = is(0, '#')
        && is(1, '[')
        && word(2) == Some("cfg")
        && is(3, '(')
        && word(4) == Some("test")
        && is(5, ')')
        && is(6, ']');
    is_it.then_some(after)
}

/// How far an item reaches: to the first `;` or closed `{}` outside all brackets. Further attributes before
/// it have brackets of their own and end nothing.
fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(close @ (')' | ']' | '}')) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && close == '}' {
                    return at + 1;
                }
            }
            Kind::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The name in `mod name;`.
fn declared(item: &[Token]) -> Option<String> {
    let [.., keyword, name, end] = item else { return None };
    (keyword.word() == Some("mod") && end.is(';')).then(|| name.word().map(str::to_owned))?
}

#[cfg(test)]
mod tests {
    use super::TestCode;
    use crate::source::tokens;
    use std::path::Path;

    fn lines(text: &str) -> Vec<usize> {
        let code = TestCode::of(&tokens(text));
        (1..=text.lines().count()).filter(|line| code.contains(*line)).collect()
    }

    #[test]
    fn an_item_ends_with_its_own_bracket() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() { '}'; \"}\"; }\n}\nfn c() {}";
        assert_eq!(lines(text), [2, 3, 4, 5]);
        assert_eq!(lines("#[cfg(test)]\n#[derive(Debug)]\nstruct A(\n u8);\nfn b() {}"), [1, 2, 3, 4]);
        assert_eq!(lines("#[cfg(not(test))]\nfn a() {}\n#[cfg(feature = \"test\")]\nfn b() {}"), []);
        assert_eq!(lines("// #[cfg(test)]\nfn a() {}"), []);
    }

    #[test]
    fn a_declared_module_is_test_code_with_all_below_it() {
        let declares = |text: &str, parent: &str, file: &str| {
            TestCode::of(&tokens(text)).declares(Path::new(parent), Path::new(file))
        };
        let given = "mod appeal;\n#[cfg(test)]\npub(crate) mod given;\nmod id;";
        assert!(declares(given, "src/lib.rs", "src/given.rs"));
        assert!(declares(given, "src/lib.rs", "src/given/mod.rs"));
        assert!(declares(given, "src/lib.rs", "src/given/people.rs"));
        assert!(!declares(given, "src/lib.rs", "src/appeal.rs"));
        assert!(!declares(given, "src/lib.rs", "src/id.rs"));
        assert!(declares(given, "src/csv.rs", "src/csv/given.rs"));
        assert!(!declares(given, "src/csv.rs", "src/given.rs"));
        assert!(!declares("#[cfg(test)]\nmod tests { mod given; }", "src/lib.rs", "src/given.rs"));
    }
}
