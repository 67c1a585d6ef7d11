//! Seals index.html: a content security policy first, and no script inside the page.
//!
//! Owns: the policy ([`POLICY`]), the file that Trunk's inline start script moves to, and the search
//! for what the policy would stop in the browser. Never: touches any file but index.html and the
//! `boot-….js` files it writes.

use std::fs;
use std::path::Path;

use super::fingerprint;
use crate::failure::Failure;

/// What the page may load and run. `wasm-unsafe-eval` is what compiling wasm is called; it allows no
/// JavaScript from strings. `config.json` may name a backend at any address: it speaks HTTPS, or stands on this machine to be
/// tried; a server that serves the page itself narrows that to its own. Pictures of the web are those of letters, which are
/// shown only once the operator asks for them.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob: https:; connect-src 'self' https: wss: http://localhost:* ws://localhost:* \
     http://127.0.0.1:* ws://127.0.0.1:*; base-uri 'none'; form-action 'none'; object-src 'none'";

/// A page without inline scripts, and the files they went to.
#[derive(Debug, PartialEq)]
struct Sealed {
    html: String,
    scripts: Vec<(String, String)>,
}

/// Seals the index.html of `folder`.
pub(super) fn page(folder: &Path) -> Result<(), Failure> {
    let path = folder.join("index.html");
    let html = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let sealed = seal(&html).map_err(Failure::Check)?;
    for (name, text) in &sealed.scripts {
        let script = folder.join(name);
        fs::write(&script, text).map_err(Failure::at("write", &script))?;
    }
    fs::write(&path, &sealed.html).map_err(Failure::at("write", &path))?;
    println!("sealed: index.html, with {} script moved to its own file", sealed.scripts.len());
    Ok(())
}

fn seal(html: &str) -> Result<Sealed, String> {
    let mut scripts = Vec::new();
    let html = move_scripts(html, &mut scripts)?;
    let html = without_integrity(&html);
    if let Some(what) = stopped_by_policy(&html) {
        return Err(format!("index.html holds {what}, which the policy in seal.rs stops"));
    }
    let at = start_of_head(&html).ok_or("index.html has neither <head> nor <html>")?;
    let (before, after) = html.split_at(at);
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    Ok(Sealed { html: format!("{before}{policy}{after}"), scripts })
}

/// Where the head's first element stands. A minified page leaves the tag `<head>` out.
fn start_of_head(html: &str) -> Option<usize> {
    let opening = html.find("<head>").or_else(|| html.find("<html"))?;
    Some(opening + html[opening..].find('>')? + 1)
}

/// Gives each inline script a file named for its content, keeping its other attributes.
fn move_scripts(html: &str, scripts: &mut Vec<(String, String)>) -> Result<String, String> {
    let mut sealed = String::new();
    let mut rest = html;
    while let Some((before, from_tag)) = rest.split_once("<script") {
        let unclosed = || "index.html has a <script> without its end".to_owned();
        let (attributes, after) = from_tag.split_once('>').ok_or_else(unclosed)?;
        let (text, after) = after.split_once("</script>").ok_or_else(unclosed)?;
        sealed.push_str(before);
        if attributes.contains("src=") {
            sealed.push_str(&format!("<script{attributes}>{text}</script>"));
        } else {
            let text = format!("{}\n", without_blank_lines(text));
            let name = format!("boot-{:016x}.js", fingerprint::of_bytes(text.as_bytes()));
            sealed.push_str(&format!("<script{attributes} src=\"{}{name}\"></script>", folder_of(&text)));
            scripts.push((name, text));
        }
        rest = after;
    }
    sealed.push_str(rest);
    Ok(sealed)
}

fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// The public folder, taken from the path of what the script imports.
fn folder_of(script: &str) -> &str {
    let imported = script.split_once(" from '").and_then(|(_, after)| after.split_once('\''));
    imported.and_then(|(path, _)| path.rfind('/').map(|slash| &path[..=slash])).unwrap_or("/")
}

/// Trunk hashed its files before wasm-opt changed them; and a page of the same origin has nothing
/// to vouch for that the origin does not.
fn without_integrity(html: &str) -> String {
    let mut parts = html.split(" integrity=");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| html + after_value(part))
}

/// What follows an attribute's value, which a minified page does not quote.
fn after_value(text: &str) -> &str {
    let end = match text.strip_prefix('"') {
        Some(quoted) => quoted.find('"').map(|end| end + 2),
        None => text.find([' ', '>']),
    };
    end.map_or("", |end| &text[end..])
}

/// What in the page's tags would be refused by the browser.
fn stopped_by_policy(html: &str) -> Option<String> {
    let tags = html.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    for tag in tags.filter(|tag| !tag.starts_with("!--")) {
        let mut words = tag.split_whitespace();
        let name = words.next().unwrap_or_default();
        if name == "style" {
            return Some("an inline <style>".to_owned());
        }
        if let Some(attribute) = words.find(|word| word.starts_with("style=") || is_handler(word)) {
            return Some(format!("`{attribute}` in <{name}>"));
        }
    }
    None
}

fn is_handler(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<html lang="ru">
  <head>
    <meta charset="utf-8">

<script type="module">
import init, * as bindings from '/desk-1.js';

const wasm = await init({ module_or_path: '/desk-1_bg.wasm' });
</script>
    <link rel="stylesheet" href="/app.css" integrity="sha384-abc"/>
  </head>
  <body></body>
</html>
"#;

    #[test]
    fn the_start_script_moves_to_its_own_file() {
        let sealed = seal(PAGE).unwrap();
        let [(name, text)] = sealed.scripts.as_slice() else { panic!("one script: {sealed:?}") };
        assert!(name.starts_with("boot-") && name.ends_with(".js"));
        assert!(text.starts_with("import init") && text.contains("desk-1_bg.wasm"));
        assert!(sealed.html.contains(&format!("<script type=\"module\" src=\"/{name}\"></script>")));
        assert!(!sealed.html.contains("import init"));
    }

    #[test]
    fn the_policy_comes_first_and_stale_hashes_go() {
        let sealed = seal(PAGE).unwrap().html;
        let after_head = sealed.split_once("<head>").unwrap().1.trim_start();
        assert!(after_head.starts_with("<meta http-equiv=\"Content-Security-Policy\""));
        assert!(sealed.contains("href=\"/app.css\"/>"));
    }

    #[test]
    fn the_same_page_is_sealed_alike_and_scripts_with_files_stay() {
        assert_eq!(seal(PAGE), seal(PAGE));
        let page = "<head></head><script src=\"/x.js\"></script>";
        assert!(seal(page).unwrap().html.ends_with("<script src=\"/x.js\"></script>"));
    }

    #[test]
    fn a_page_below_a_folder_keeps_its_scripts_there() {
        let page = PAGE.replace("'/desk-1.js'", "'/desk/desk-1.js'");
        assert!(seal(&page).unwrap().html.contains("src=\"/desk/boot-"));
    }

    #[test]
    fn a_minified_page_is_sealed_too() {
        let page = "<!doctype html><html lang=ru><meta charset=utf-8><link href=/a.js integrity=sha384-a/b+c rel=x>\
                    <link integrity=sha384-d>";
        let sealed = seal(page).unwrap().html;
        assert!(sealed.starts_with("<!doctype html><html lang=ru><meta http-equiv"));
        assert!(sealed.ends_with("<meta charset=utf-8><link href=/a.js rel=x><link>"));
    }

    #[test]
    fn what_the_policy_would_stop_is_named() {
        let refusal = |body: &str| seal(&format!("<head></head>{body}")).unwrap_err();
        assert!(refusal("<p style=\"color:red\">").contains("style="));
        assert!(refusal("<p onclick=\"x()\">").contains("onclick"));
        assert!(refusal("<style>p{}</style>").contains("<style>"));
        assert!(seal("<body></body>").unwrap_err().contains("<head>"));
    }
}
