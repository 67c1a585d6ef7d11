//! `cargo xtask run`: the desk on this machine, rebuilt when a file changes.
//!
//! Owns: the words after `run`, the port, and the line that says when the page is there. Trunk, or the
//! desk's own server, takes this process's place, so that whatever ends the command ends the server.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::dist;
use crate::failure::Failure;
use crate::process;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// The word by which this program calls itself to watch for the page.
pub(crate) const ANNOUNCE: &str = "announce-when-served";

const PORT: u16 = 8080;
const POLL: Duration = Duration::from_millis(300);

#[derive(Debug, PartialEq)]
struct Options {
    port: u16,
    is_release: bool,
    /// With the desk's own server behind the page instead of the demo.
    has_server: bool,
    /// With the demo's people at work in that server.
    is_lively: bool,
}

/// Serves until stopped.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    let options = options(words)?;
    is_free(options.port)?;
    // Without a server it is the demo that one gets anyway.
    if options.has_server {
        return run_server(workspace, &options);
    }
    let Options { port, is_release, .. } = options;
    let toolbox = Toolbox::with(workspace, tools::TO_RUN)?;
    println!("Building the desk; the first time takes a few minutes, later ones seconds.");
    let dist = workspace.scratch().join("served");
    let mut trunk = if is_release { toolbox.release("trunk") } else { toolbox.wasm("trunk") };
    trunk
        .args(["serve", "--offline", "--skip-version-check", "--address", "127.0.0.1"])
        .args(["--port", &port.to_string(), "--dist"])
        .arg(dist);
    if is_release {
        trunk.arg("--release");
    }
    start_announcer(port)?;
    take_over(trunk)
}

/// Builds the page once and starts the server, which says by itself when it is ready. What it keeps lies in `data/`.
fn run_server(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    println!("Building the desk and its server; the first time takes some minutes, later ones seconds.");
    let needs = if options.is_release { tools::TO_BUILD } else { tools::TO_RUN };
    let toolbox = Toolbox::with(workspace, needs)?;
    let site = if options.is_release {
        dist::build(workspace, &toolbox)?;
        workspace.dist()
    } else {
        let site = workspace.scratch().join("served");
        let mut trunk = toolbox.wasm("trunk");
        process::run(trunk.args(["build", "--offline", "--skip-version-check", "--dist"]).arg(&site))?;
        site
    };
    let mut server = toolbox.native("cargo");
    let package = if options.is_lively { "desk-lively" } else { "desk-server" };
    server.args(["run", "--quiet", "--package", package]);
    if options.is_release {
        server.args(["--profile", "server"]);
    }
    server.env("DESK_SITE", site).env("DESK_LISTEN", format!("127.0.0.1:{}", options.port));
    if std::env::var_os("DESK_DATA").is_none() {
        let folder = if options.is_lively { "data/lively" } else { "data" };
        server.env("DESK_DATA", workspace.root.join(folder));
    }
    take_over(server)
}

/// Waits until the page is served, says so, and ends; ends silently when the server does.
pub(crate) fn announce(port: &str) -> Result<(), Failure> {
    let port = number(port)?;
    let server = parent();
    while parent() == server {
        std::thread::sleep(POLL);
        if answers(port) {
            println!("\nThe desk is ready: http://127.0.0.1:{port}  (Ctrl+C stops it)\n");
            break;
        }
    }
    Ok(())
}

fn options(words: &[&str]) -> Result<Options, Failure> {
    let mut options = Options { port: PORT, is_release: false, has_server: false, is_lively: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--release" => options.is_release = true,
            "--server" => options.has_server = true,
            "--demo" => options.is_lively = true,
            "--port" => options.port = number(words.next().unwrap_or(&""))?,
            other => match other.strip_prefix("--port=") {
                Some(port) => options.port = number(port)?,
                None => {
                    let sentence = format!(
                        "`run` does not know `{other}`, only --port N, --release, --server and --demo"
                    );
                    return Err(Failure::Usage(sentence));
                }
            },
        }
    }
    Ok(options)
}

fn number(port: &str) -> Result<u16, Failure> {
    match port.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(Failure::Usage(format!("`{port}` is no port; say `--port 8081`"))),
    }
}

fn is_free(port: u16) -> Result<(), Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|cause| {
        let other = if port == u16::MAX { PORT } else { port + 1 };
        Failure::Usage(format!(
            "port {port} cannot be used ({cause}): end what uses it, or `cargo xtask run --port {other}`"
        ))
    })
}

/// Whether a request for the page is answered with the page.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
        )?;
        let mut answer = String::new();
        stream.take(64).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn start_announcer(port: u16) -> Result<(), Failure> {
    let failed = |cause| Failure::Io { doing: "start the watch for the page".to_owned(), cause };
    let program = std::env::current_exe().map_err(failed)?;
    Command::new(program)
        .args([ANNOUNCE, &port.to_string()])
        .stdin(Stdio::null())
        .spawn()
        .map(drop)
        .map_err(failed)
}

#[cfg(unix)]
fn take_over(mut program: Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let cause = program.exec();
    Err(Failure::Io { doing: "start the program that serves".to_owned(), cause })
}

#[cfg(not(unix))]
fn take_over(mut program: Command) -> Result<(), Failure> {
    process::run(&mut program)
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_after_run_are_understood_or_named() {
        let of = |port, is_release, has_server| Options { port, is_release, has_server, is_lively: false };
        assert_eq!(options(&[]).unwrap(), of(8080, false, false));
        assert_eq!(options(&["--port", "9000", "--release"]).unwrap(), of(9000, true, false));
        assert_eq!(options(&["--server"]).unwrap(), of(8080, false, true));
        assert!(options(&["--server", "--demo"]).unwrap().is_lively);
        assert_eq!(options(&["--port=9001"]).unwrap().port, 9001);
        assert!(options(&["--prot"]).unwrap_err().to_string().contains("--prot"));
        assert!(options(&["--port"]).unwrap_err().to_string().contains("no port"));
        assert!(options(&["--port", "0"]).is_err());
    }

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(is_free(port).unwrap_err().to_string().contains("--port"));
    }
}
