//! The conformance kit as a program.

use desk_conformance::{HELP, Options, names, run};
use std::io::{Write, stdout};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return said(HELP, ExitCode::SUCCESS);
    }
    let options = match Options::read(words) {
        Ok(options) => options,
        Err(wrong) => {
            eprintln!("{wrong}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    if options.is_list {
        let list = names().map(|(name, features, says)| format!("{name:<28} {features:<16} {says}"));
        return said(&list.collect::<Vec<_>>().join("\n"), ExitCode::SUCCESS);
    }
    let report = run(&options).await;
    let text = match options.is_json {
        true => serde_json::to_string_pretty(&report).unwrap_or_default(),
        false => report.to_string(),
    };
    said(&text, if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints; a reader that has read enough (`| head`) is no failure.
fn said(text: &str, code: ExitCode) -> ExitCode {
    drop(writeln!(stdout(), "{text}"));
    code
}
