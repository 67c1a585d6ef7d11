//! The line between a browser and the server.
//!
//! Owns: the bytes' way, and doing to them what a fault says. Never: knows what they mean, but where a request ends.

use crate::request::Request;
use crate::{Fault, Towards};
use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// What a proxy says that has lost its server.
const BROKEN: &[u8] =
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/html\r\ncontent-length: 21\r\n\
    connection: close\r\n\r\n<html>Broken</html>\r\n";

/// The line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where the browser comes in.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    server: Mutex<SocketAddr>,
    /// One more with each cut.
    cuts: watch::Sender<u64>,
    down_until: Mutex<Option<Instant>>,
    stalls_until: Mutex<Option<Instant>>,
    halves: broadcast::Sender<Towards>,
    waiting: Mutex<VecDeque<Fault>>,
    met: AtomicU64,
}

impl Line {
    /// A line to that address.
    ///
    /// # Errors
    /// No port is free.
    pub async fn to(server: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            server: Mutex::new(server),
            cuts: watch::channel(0).0,
            down_until: Mutex::default(),
            stalls_until: Mutex::default(),
            halves: broadcast::channel(16).0,
            waiting: Mutex::default(),
            met: AtomicU64::new(0),
        });
        let accepting = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(carry(browser, Arc::clone(&accepting)));
            }
        });
        Ok(Self { address, shared })
    }

    /// The server has another address from now on.
    pub fn leads_to(&self, server: SocketAddr) {
        *held(&self.shared.server) = server;
    }

    /// Something goes wrong: now, or with the next request.
    pub fn meets(&self, fault: Fault) {
        let later = |duration| Some(Instant::now() + duration);
        match fault {
            Fault::Cut => self.cuts(),
            Fault::Outage(duration) => {
                *held(&self.shared.down_until) = later(duration);
                self.cuts();
            }
            Fault::Stall(duration) => {
                *held(&self.shared.stalls_until) = later(duration);
                self.shared.has_met();
            }
            Fault::HalfClose(towards) => {
                // That nothing stands there is no failure.
                _ = self.shared.halves.send(towards);
                self.shared.has_met();
            }
            waits => held(&self.shared.waiting).push_back(waits),
        }
    }

    /// Nothing goes wrong any more; what waited for a request is forgotten.
    pub fn mends(&self) {
        *held(&self.shared.down_until) = None;
        *held(&self.shared.stalls_until) = None;
        held(&self.shared.waiting).clear();
    }

    /// How many faults it has met with.
    #[must_use]
    pub fn met(&self) -> u64 {
        self.shared.met.load(Ordering::Relaxed)
    }

    /// Waits until whatever waits for a request has met with one, but no longer than that.
    pub async fn has_met_all(&self, patience: Duration) {
        let until = Instant::now() + patience;
        while !held(&self.shared.waiting).is_empty() && Instant::now() < until {
            sleep(Duration::from_millis(10)).await;
        }
    }

    fn cuts(&self) {
        self.shared.cuts.send_modify(|cuts| *cuts += 1);
        self.shared.has_met();
    }
}

impl Shared {
    fn has_met(&self) {
        self.met.fetch_add(1, Ordering::Relaxed);
    }

    fn is_down(&self) -> bool {
        held(&self.down_until).is_some_and(|until| until > Instant::now())
    }

    /// Waits as long as nothing comes through.
    async fn stalled(&self) {
        loop {
            let until = *held(&self.stalls_until);
            match until.filter(|until| *until > Instant::now()) {
                Some(until) => sleep_until(until).await,
                None => return,
            }
        }
    }

    /// What goes wrong with this request.
    fn fault_of(&self, request: &Request) -> Option<Fault> {
        let mut waiting = held(&self.waiting);
        let suits = |fault: &Fault| match fault {
            Fault::Astray => request.is_upgrade(),
            Fault::Answers500 { .. } | Fault::Overtaken(_) | Fault::LosesRequest { .. } => true,
            _ => !request.is_upgrade(),
        };
        let place = waiting.iter().position(suits)?;
        self.has_met();
        waiting.remove(place)
    }

    async fn server(&self) -> io::Result<TcpStream> {
        let address = *held(&self.server);
        TcpStream::connect(address).await
    }
}

async fn carry(mut browser: TcpStream, shared: Arc<Shared>) {
    let mut cuts = shared.cuts.subscribe();
    cuts.mark_unchanged();
    if shared.is_down() {
        return;
    }
    tokio::select! {
        // A connection that breaks by itself is what all of this is about.
        _ = exchange(&mut browser, &shared) => {}
        _ = cuts.changed() => {}
    }
}

/// One request and its answer, or a socket for as long as it stands.
async fn exchange(browser: &mut TcpStream, shared: &Shared) -> io::Result<()> {
    let Some(mut request) = Request::read(browser).await? else { return Ok(()) };
    shared.stalled().await;
    match shared.fault_of(&request) {
        Some(Fault::Answers500 { after_the_server }) => {
            if after_the_server {
                answered(&request, shared).await?;
            }
            return browser.write_all(BROKEN).await;
        }
        Some(Fault::LosesAnswer { after_bytes }) => {
            let answer = answered(&request, shared).await?;
            return browser.write_all(answer.get(..after_bytes).unwrap_or(&answer)).await;
        }
        Some(Fault::LosesRequest { after_bytes }) => {
            let bytes = request.bytes();
            let most = bytes.len().saturating_sub(1);
            let mut server = shared.server().await?;
            return server.write_all(bytes.get(..after_bytes.min(most)).unwrap_or_default()).await;
        }
        Some(Fault::Repeats { at_once: true }) => {
            let (_, answer) = tokio::join!(answered(&request, shared), answered(&request, shared));
            return browser.write_all(&answer?).await;
        }
        Some(Fault::Repeats { at_once: false }) => _ = answered(&request, shared).await?,
        Some(Fault::Overtaken(duration)) => sleep(duration).await,
        Some(Fault::Astray) => request = request.astray(),
        _ => {}
    }
    passes(&request, browser, shared).await
}

/// The whole answer to a request.
async fn answered(request: &Request, shared: &Shared) -> io::Result<Vec<u8>> {
    let mut server = shared.server().await?;
    request.goes_to(&mut server).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// As it is when nothing is wrong with the request itself.
async fn passes(request: &Request, browser: &mut TcpStream, shared: &Shared) -> io::Result<()> {
    let mut server = shared.server().await?;
    request.goes_to(&mut server).await?;
    let (from_browser, to_browser) = browser.split();
    let (from_server, to_server) = server.split();
    let back = pipe(from_server, to_browser, Towards::Browser, shared);
    if !request.is_upgrade() {
        return back.await;
    }
    let there = pipe(from_browser, to_server, Towards::Server, shared);
    tokio::try_join!(back, there).map(|_| ())
}

async fn pipe(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    towards: Towards,
    shared: &Shared,
) -> io::Result<()> {
    let mut halves = shared.halves.subscribe();
    let mut bytes = vec![0; 16 << 10];
    loop {
        let read = tokio::select! {
            read = from.read(&mut bytes) => read?,
            half = halves.recv() => match half {
                Ok(half) if half == towards => break,
                _ => continue,
            },
        };
        let Some(come) = bytes.get(..read).filter(|come| !come.is_empty()) else {
            return to.shutdown().await;
        };
        shared.stalled().await;
        to.write_all(come).await?;
    }
    to.shutdown().await?;
    // What is said still is heard by nobody.
    while from.read(&mut bytes).await? > 0 {}
    Ok(())
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
