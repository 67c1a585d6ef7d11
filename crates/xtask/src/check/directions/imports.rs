//! Which modules and crates of ours a file names.

use crate::source::{Kind, Token};

/// Crates of this workspace, as code names them.
const OURS: &[&str] = &[
    "desk_charts",
    "desk_contract",
    "desk_courier",
    "desk_demo",
    "desk_history_worker",
    "desk_server",
    "desk_tests",
    "operator_desk",
    "xtask",
];

/// The modules a file of `src/` stands for: `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`.
pub(super) fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "main" | "lib")) {
        parts.pop();
    }
    parts
}

/// The application's top modules that a file of `module` names, through `crate` or up through `super`.
pub(super) fn of_application(module: &[String], tokens: &[Token]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inner = InnerModules::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        inner.step(tokens, at);
        match token.word() {
            Some("crate") if is_path(tokens, at + 1) && !is_path(tokens, at.wrapping_sub(1)) => {
                found.extend(firsts(tokens, at + 2));
            }
            Some("super") if !is_path(tokens, at.wrapping_sub(1)) => {
                let mut climbed = 1;
                while is_path(tokens, at + 1) && tokens.get(at + 2).and_then(Token::word) == Some("super") {
                    climbed += 1;
                    at += 2;
                }
                if climbed == module.len() + inner.depth() && is_path(tokens, at + 1) {
                    found.extend(firsts(tokens, at + 2));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The crates of ours that a file names.
pub(super) fn of_our_crates(tokens: &[Token]) -> Vec<(usize, String)> {
    let ours = tokens.iter().filter_map(|token| Some((token.line, token.word()?)));
    ours.filter(|(_, word)| OURS.contains(word)).map(|(line, word)| (line, word.to_owned())).collect()
}

fn is_path(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == Kind::Path)
}

/// The first name of the path at `at`, or of each path in the braces there.
fn firsts(tokens: &[Token], at: usize) -> Vec<(usize, String)> {
    let name = |token: &Token| Some((token.line, token.word()?.to_owned()));
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if !first.is('{') {
        return name(first).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut depth = 0;
    for (before, token) in tokens[at..].iter().zip(&tokens[at + 1..]) {
        depth += i32::from(before.is('{')) - i32::from(before.is('}'));
        if depth == 0 {
            break;
        }
        if depth == 1 && (before.is('{') || before.is(',')) {
            found.extend(name(token));
        }
    }
    found
}

/// How many `mod x { … }` of the file itself stand open.
#[derive(Default)]
struct InnerModules {
    braces: usize,
    opened_at: Vec<usize>,
}

impl InnerModules {
    fn depth(&self) -> usize {
        self.opened_at.len()
    }

    fn step(&mut self, tokens: &[Token], at: usize) {
        if tokens[at].is('{') {
            self.braces += 1;
            if at >= 2 && tokens[at - 2].word() == Some("mod") && tokens[at - 1].word().is_some() {
                self.opened_at.push(self.braces);
            }
        } else if tokens[at].is('}') {
            if self.opened_at.last() == Some(&self.braces) {
                self.opened_at.pop();
            }
            self.braces = self.braces.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{module_of, of_application};
    use crate::source::tokens;

    fn imports(path: &str, text: &str) -> Vec<String> {
        of_application(&module_of(path), &tokens(text)).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn files_stand_for_modules() {
        assert_eq!(module_of("src/a/b.rs"), ["a", "b"]);
        assert_eq!(module_of("src/a/mod.rs"), ["a"]);
        assert!(module_of("src/main.rs").is_empty());
    }

    #[test]
    fn groups_are_read_at_their_top() {
        assert_eq!(imports("src/a.rs", "use crate::{b::{c, d}, e, f::g};"), ["b", "e", "f"]);
        assert_eq!(imports("src/a.rs", "pub(crate) fn f() -> crate::b::C { crate::d!() }"), ["b", "d"]);
    }

    #[test]
    fn super_counts_only_when_it_reaches_the_top() {
        assert_eq!(imports("src/a/b.rs", "use super::c; use super::super::d::E;"), ["d"]);
        assert_eq!(
            imports("src/a.rs", "use super::d; mod tests { use super::*; use super::super::e; }"),
            ["d", "e"]
        );
    }
}
