//! Thousands who listen: how late an event reaches the last of them, and what each costs.
//!
//! The frames are read by hand: a client that did more would be what is measured.

use crate::Sizes;
use crate::commands::{arrive, writes};
use crate::desk::{Desk, Process};
use crate::figures::{ms, percentile};
use crate::say;
use desk_contract::operator::Role;
use desk_contract::wire::questions::ReadSession;
use desk_contract::wire::{Ask, Session, names};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// A heartbeat as a browser sends it: a text frame under a mask of nothing.
const HEARTBEAT: &str = r#"{"type":"heartbeat","data":{"at":"2026-11-27T00:00:00Z","seq":0}}"#;
/// An event of a message is shorter.
const READ_AT_ONCE: usize = 2_048;
/// Between two events all is quiet again.
const BREATH: Duration = Duration::from_millis(400);

pub(crate) async fn measure(desk: Desk, processes: usize, sizes: Sizes) {
    let tokens = desk.hire(sizes.listeners, Role::Operator).await;
    let mut serving = Vec::new();
    for _ in 0..processes {
        serving.push(desk.serve().await);
    }
    let connector = serving[0].connector();
    let appeal = arrive(&desk, &connector).await;
    let last: Session = serving[0].caller(&tokens[0]).get(&ReadSession::QUESTION.full_path()).await;
    let held = |serving: &[Process]| serving.iter().map(|it| it.figures().held_kb).sum::<u64>();
    let before = held(&serving);
    let (heard, mut hears) = unbounded_channel();
    let open = Arc::new(AtomicUsize::new(0));
    for (place, token) in tokens.iter().enumerate() {
        let address = serving[place % processes].address.clone();
        listen((&address, token, last.seq), (heard.clone(), Arc::clone(&open))).await;
    }
    let connected = held(&serving);
    let busy = || serving.iter().map(|it| it.figures().busy_ms).sum::<u64>();
    let (mut spans, before_events) = (Vec::new(), busy());
    for _ in 0..sizes.events {
        tokio::time::sleep(BREATH).await;
        while hears.try_recv().is_ok() {}
        let began = Instant::now();
        writes(&connector, appeal).await;
        for _ in 0..sizes.listeners {
            let at: Instant = tokio::time::timeout(Duration::from_secs(20), hears.recv())
                .await
                .expect("everybody hears")
                .unwrap();
            spans.push(at.duration_since(began));
        }
    }
    let (busy, after) = (busy() - before_events, held(&serving));
    assert_eq!(open.load(Ordering::Relaxed), sizes.listeners, "nobody was sent away");
    let each = |kb: u64| kb.saturating_sub(before) as f64 / sizes.listeners as f64;
    say(&format!(
        "  {} listen; an event reaches half of them within {}, 99 of 100 within {}, the last after {}",
        sizes.listeners,
        ms(percentile(&mut spans, 0.5)),
        ms(percentile(&mut spans, 0.99)),
        ms(percentile(&mut spans, 1.0)),
    ));
    say(&format!(
        "  memory of each: {:.1} KB connected, {:.1} KB after {} events; processor {:.1} ms an event",
        each(connected),
        each(after),
        sizes.events,
        busy as f64 / sizes.events as f64,
    ));
}

/// Opens a socket and tells the moment of each event that comes over it.
async fn listen(
    (address, token, after): (&str, &str, u64),
    (heard, open): (UnboundedSender<Instant>, Arc<AtomicUsize>),
) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /api/v1/events?after={after} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: {}, {}{token}\r\n\r\n",
        names::SUBPROTOCOL,
        names::BEARER_SUBPROTOCOL
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    open.fetch_add(1, Ordering::Relaxed);
    // A frame costs the load one call of the system and not four: what is measured shares its processors.
    let mut stream = BufReader::with_capacity(READ_AT_ONCE, stream);
    tokio::spawn(async move {
        while let Ok(()) = next(&mut stream, &heard).await {}
        open.fetch_sub(1, Ordering::Relaxed);
    });
}

/// Reads a frame; a heartbeat is answered by one.
async fn next(stream: &mut BufReader<TcpStream>, heard: &UnboundedSender<Instant>) -> std::io::Result<()> {
    let (kind, length) = (stream.read_u8().await?, stream.read_u8().await?);
    let length = match length & 0x7f {
        126 => u64::from(stream.read_u16().await?),
        127 => stream.read_u64().await?,
        short => u64::from(short),
    };
    let mut payload = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
    stream.read_exact(&mut payload).await?;
    if kind & 0x0f == 8 {
        return Err(std::io::ErrorKind::ConnectionAborted.into());
    }
    if payload.starts_with(br#"{"type":"event""#) {
        _ = heard.send(Instant::now());
    } else if payload.starts_with(br#"{"type":"heartbeat""#) {
        let length = u8::try_from(HEARTBEAT.len()).unwrap_or_default();
        let frame = [&[0x81, 0x80 | length, 0, 0, 0, 0], HEARTBEAT.as_bytes()].concat();
        stream.write_all(&frame).await?;
    }
    Ok(())
}
