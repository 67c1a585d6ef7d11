//! Turns `locales/*.json` into the checked words of `src/i18n.rs`.
//!
//! Calls the parser and the generator of leptos_i18n themselves: its ready-made build crate brings a
//! whole exporter of Unicode data along, which more than doubles a cold build (docs/decisions/0003).

use leptos_i18n_codegen::gen_code;
use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};
use std::path::PathBuf;
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    prepare_pieces();
    let as_text = ParseOptions::new().interpolate_display(true);
    let config = Config::new("ru")?.add_locale("en")?.parse_options(as_text);
    let words = parse_locales(None, config)?;
    for warning in words.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(folder.join("words.rs"), gen_code(&words, None, false, None, false)?.to_string())?;
    Ok(())
}

/// Whoever will cut the program into pieces says so beforehand: the calls into pieces are then calls of files, and the
/// linker leaves the places in the program where code names code (docs/decisions/0008).
fn prepare_pieces() {
    println!("cargo::rustc-check-cfg=cfg(desk_pieces)");
    println!("cargo::rerun-if-env-changed=DESK_PIECES");
    if env::var_os("DESK_PIECES").is_some() {
        println!("cargo::rustc-cfg=desk_pieces");
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
