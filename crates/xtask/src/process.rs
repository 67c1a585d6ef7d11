//! Starting other programs and waiting for them.
//!
//! Owns: how a child's output reaches the terminal, time limits, and what a bad end looks like.
//! Never: decides which environment a child gets (`tools` does).

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Runs to the end with the terminal's own output.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.stdin(Stdio::null()).status().map_err(cannot_start(command))?;
    if status.success() { Ok(()) } else { Err(Failure::Child { what: words(command) }) }
}

/// Runs to the end with the terminal's own output and returns the exit code, for programs whose codes
/// say more than good or bad; a program that was ended from outside has none.
pub(crate) fn code(command: &mut Command) -> Result<Option<i32>, Failure> {
    Ok(command.stdin(Stdio::null()).status().map_err(cannot_start(command))?.code())
}

/// Runs to the end and returns what went to standard output; errors still reach the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(cannot_start(command))?;
    if !output.status.success() {
        return Err(Failure::Child { what: words(command) });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Asks a program about itself: its standard output, or `None` when it is absent, fails or is silent.
pub(crate) fn ask(program: impl AsRef<Path>, args: &[&str]) -> Option<String> {
    let output = Command::new(program.as_ref())
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Runs to the end, handing each line of both outputs to `on_line` and printing nothing itself.
pub(crate) fn run_lines(
    command: &mut Command,
    limit: Option<Duration>,
    on_line: &(dyn Fn(&str) + Sync),
) -> Result<(), Failure> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(cannot_start(command))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let status = std::thread::scope(|scope| {
        scope.spawn(move || each_line(out, on_line));
        scope.spawn(move || each_line(err, on_line));
        wait(&mut child, limit)
    });
    match status {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::Child { what: words(command) }),
        Err(cause) => Err(Failure::Io { doing: format!("wait for `{}`", words(command)), cause }),
    }
}

/// Where a program of this name is found by the shell's own rule.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// The program and its first words, as a person would name the command.
pub(crate) fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
    let args = command.get_args().take(4).map(|arg| arg.to_string_lossy());
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command) -> impl FnOnce(std::io::Error) -> Failure + use<> {
    let doing = format!("start `{}`", words(command));
    move |cause| Failure::Io { doing, cause }
}

fn each_line(from: Option<impl Read>, on_line: &(dyn Fn(&str) + Sync)) {
    let Some(from) = from else { return };
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        on_line(String::from_utf8_lossy(&line).trim_end());
    }
}

/// Waits for the end; past `limit` the child is ended, which counts as a bad end.
fn wait(child: &mut Child, limit: Option<Duration>) -> std::io::Result<bool> {
    let Some(limit) = limit else { return Ok(child.wait()?.success()) };
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
