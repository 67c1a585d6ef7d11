//! `desk-wire-docs <folder>`: writes the documents there. `cargo xtask docs` calls it.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("desk-wire-docs: name the folder to write into");
        return ExitCode::FAILURE;
    };
    for (name, text) in desk_wire_docs::documents() {
        let path = folder.join(name);
        if let Err(cause) = std::fs::write(&path, text) {
            eprintln!("desk-wire-docs: cannot write {}: {cause}", path.display());
            return ExitCode::FAILURE;
        }
        println!("{}", path.display());
    }
    ExitCode::SUCCESS
}
