//! The server as a program: started, killed in the middle of anything, started again.
//!
//! Owns: its process and its log. Never: asks it to stop; that is another test's business.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// It answers within that, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(30);
/// What it says, before its address, when it answers.
const READY: &str = "The desk is ready: http://";

/// A running server.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
    environment: Vec<(String, String)>,
    log: PathBuf,
    process: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts the program that lies there, at a port of its own; what it logs goes to a file.
    ///
    /// # Errors
    /// It does not start, or does not say that it answers.
    pub async fn started(path: &Path, environment: Vec<(String, String)>, log: &Path) -> io::Result<Self> {
        let (process, address) = start(path, &environment, log).await?;
        Ok(Self { path: path.to_owned(), environment, log: log.to_owned(), process, address })
    }

    /// Where it answers.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Kills it (SIGKILL), wherever it stands.
    ///
    /// # Errors
    /// The system does not do it.
    pub async fn is_killed(&mut self) -> io::Result<()> {
        self.process.kill().await
    }

    /// Starts it again over what it has left; it has another address then.
    ///
    /// # Errors
    /// See [`Program::started`].
    pub async fn starts_again(&mut self) -> io::Result<SocketAddr> {
        (self.process, self.address) = start(&self.path, &self.environment, &self.log).await?;
        Ok(self.address)
    }

    /// What it has logged so far, in all its lives.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn log(&self) -> io::Result<String> {
        std::fs::read_to_string(&self.log)
    }
}

async fn start(path: &Path, environment: &[(String, String)], log: &Path) -> io::Result<(Child, SocketAddr)> {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
    let mut process = Command::new(path)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .env("DESK_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?;
    let output = process.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
    let mut lines = BufReader::new(output).lines();
    let address = timeout(PATIENCE, address_in(&mut lines)).await.map_err(io::Error::other)??;
    // It goes on saying things; somebody must take them.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((process, address))
}

async fn address_in(lines: &mut Lines<BufReader<ChildStdout>>) -> io::Result<SocketAddr> {
    while let Some(line) = lines.next_line().await? {
        if let Some(address) = line.strip_prefix(READY) {
            return address.trim().parse().map_err(io::Error::other);
        }
    }
    Err(io::Error::other("the server ended before it answered; see its log"))
}
