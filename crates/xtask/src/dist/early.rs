//! What the page asks for before its program is here: `config.json`, the files of the backend that it names, and, where that
//! is the server from which the page comes, what every desk asks of it first.
//!
//! Owns: those lines of the start script. Else the line would rest while the program is compiled, and each would be asked for
//! only once what stands before it had come; it is a tenth of the time to an open appeal, and with a server a third. The
//! program takes answers from [`ANSWERS`], the loader of the pieces its files from [`FILES`]. The browser's own preloads
//! would do as much, and complain on the console where the program comes late or not at all.
//!
//! Always: lists and messages are asked for once the session has answered, as the program does, which is told on top of
//! them what happened since; and nothing is asked by whoever is not signed in.
//!
//! Never: decides anything. What cannot be read here the program reads again, and says what is wrong.

use std::fs;
use std::path::Path;

use super::{files, shared};
use crate::failure::Failure;

/// Where answers wait for the program, each once and by its path; it takes them in `src/backend/early.rs`.
const ANSWERS: &str = "deskAnswers";
/// Where the files' answers wait for the loader, likewise.
const FILES: &str = "deskFiles";
/// What is asked of a server first: exactly as `src/backend/http` asks it, or the answer would lie there for nothing.
const SESSION: &str = "/api/v1/session";
const LISTS: [&str; 3] = [
    "/api/v1/appeals?limit=200&place=in_work",
    "/api/v1/appeals?limit=200&place=queue",
    "/api/v1/appeals?limit=50&place=closed",
];
/// After how many milliseconds an answer is awaited no more, as in the program.
const PATIENCE_MS: u32 = 15_000;
/// How the loader asks for a file.
const FETCH: &str = "fetch(new URL(";
/// How Trunk's start script begins.
const START: &str = "import init";

/// Puts those lines into the start script of the `index.html` in `folder`.
pub(super) fn ask(folder: &Path) -> Result<(), Failure> {
    let path = folder.join("index.html");
    let html = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let html = asking(&html, &lines(&files(folder)?)).ok_or_else(|| {
        Failure::Check("index.html holds no start script to put the early questions into".to_owned())
    })?;
    fs::write(&path, html).map_err(Failure::at("write", &path))
}

/// The page whose start script asks, after what it imports.
fn asking(html: &str, lines: &str) -> Option<String> {
    let start = html.find(START)?;
    let end = start + html[start..].find(';')? + 1;
    Some(format!("{}\n{lines}{}", &html[..end], &html[end..]))
}

/// The lines, for files of these names.
fn lines(names: &[String]) -> String {
    let mut of_each = String::new();
    for backend in shared::BACKENDS {
        let stems = [format!("{backend}-"), format!("shared_{backend}-"), "shared_backends-".to_owned()];
        let its = names.iter().filter(|name| stems.iter().any(|stem| name.starts_with(stem)));
        let its: Vec<String> = its.map(|name| format!("'/{name}'")).collect();
        of_each.push_str(&format!("{backend}: [{}], ", its.join(", ")));
    }
    let lists = LISTS.map(|list| format!("'{list}'")).join(", ");
    format!(
        "const answers = window.{ANSWERS} = {{}};\n\
         const ask = path => answers[path] = fetch(path, {{ signal: AbortSignal.timeout({PATIENCE_MS}) }})\n\
         .then(answer => Object.assign(answer, {{ deskCame: Date.now() }})).catch(() => {{}});\n\
         const files = {{ {of_each}}};\n\
         const waiting = window.{FILES} = {{}};\n\
         ask('/config.json').then(answer => answer.clone().json()).then(({{ backend }}) => {{\n\
         for (const path of files[backend.kind] ?? []) {{\n\
         (waiting[path] = fetch(path)).catch(() => {{}});\n\
         }}\n\
         if (backend.kind !== 'http' || backend.base || backend.credentials === 'token') return;\n\
         ask('{SESSION}').then(answer => {{\n\
         if (!answer?.ok) return;\n\
         [{lists}].forEach(ask);\n\
         const named = location.pathname.match(/^\\/appeals\\/([\\da-f-]{{36}})$/);\n\
         if (named) ask(`/api/v1/appeals/${{named[1]}}/messages?limit=60`);\n\
         }});\n\
         }}).catch(() => {{}});\n"
    )
}

/// The loader that takes what was asked for already, and asks again where that failed.
pub(super) fn handing_over(loader: &str) -> String {
    let taking = loader.replace(FETCH, &FETCH.replace("fetch", "taken"));
    format!(
        "{taking}function taken(url) {{\n\
         const waiting = window.{FILES} ?? {{}}, early = waiting[url.pathname];\n\
         delete waiting[url.pathname];\n\
         return early ? early.catch(() => fetch(url)) : fetch(url);\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{asking, handing_over, lines};

    #[test]
    fn the_loader_takes_what_was_asked_for() {
        let loader = handing_over("const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n");
        assert!(
            loader.starts_with(
                "const src = taken(new URL(\"./a.wasm\", import.meta.url));\nfunction taken(url) {"
            ),
            "{loader}"
        );
        assert!(loader.contains("fetch(url)"), "{loader}");
    }

    #[test]
    fn a_backend_asks_for_its_own_files_and_what_it_shares() {
        let names = [
            "deals-1.wasm",
            "demo-2.wasm",
            "http-3.wasm",
            "shared-4.bin",
            "shared_backends-5.bin",
            "shared_demo-6.bin",
        ];
        let text = lines(&names.map(str::to_owned));
        assert!(
            text.contains("demo: ['/demo-2.wasm', '/shared_backends-5.bin', '/shared_demo-6.bin']"),
            "{text}"
        );
        assert!(text.contains("http: ['/http-3.wasm', '/shared_backends-5.bin']"), "{text}");
        assert!(!text.contains("deals") && !text.contains("shared-4"), "{text}");
    }

    #[test]
    fn a_servers_lists_are_asked_for_once_it_knows_who_asks() {
        let text = lines(&[]);
        let places = [
            "ask('/config.json')",
            "=== 'token') return",
            "ask('/api/v1/session')",
            "answer?.ok",
            "place=queue",
        ]
        .map(|part| text.find(part));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
        assert!(
            text.contains(r"match(/^\/appeals\/([\da-f-]{36})$/)"),
            "what is no id is asked of nobody: {text}"
        );
    }

    #[test]
    fn the_questions_follow_what_the_start_script_imports() {
        let html = "<script>\nimport init, * as b from '/a.js';\nconst wasm = await init();</script>";
        let expected =
            "<script>\nimport init, * as b from '/a.js';\nASK\nconst wasm = await init();</script>";
        assert_eq!(asking(html, "ASK").as_deref(), Some(expected));
        assert_eq!(asking("<p>import</p>", "ASK"), None);
    }
}
