//! Commands as fast as they are answered, by more and more writers.

use crate::desk::{Caller, Desk, Process, chance};
use crate::figures::{ms, percentile};
use crate::say;
use chrono::Utc;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{ReceiveMessage, RegisterAppeal};
use desk_contract::id::{AppealId, MessageId};
use std::time::{Duration, Instant};

const WRITERS: [usize; 3] = [1, 8, 32];

pub(crate) async fn measure(desk: Desk, processes: usize, seconds: f64) {
    let mut serving = Vec::new();
    for _ in 0..processes {
        serving.push(desk.serve().await);
    }
    for writers in WRITERS {
        round(&desk, &serving, (writers, seconds)).await;
    }
}

async fn round(desk: &Desk, serving: &[Process], (writers, seconds): (usize, f64)) {
    let mut at_work = Vec::new();
    let busy = || serving.iter().map(|process| process.figures().busy_ms).sum::<u64>();
    let (before, began) = (busy(), Instant::now());
    let until = began + Duration::from_secs_f64(seconds);
    for writer in 0..writers {
        let connector = serving[writer % serving.len()].connector();
        let appeal = arrive(desk, &connector).await;
        at_work.push(tokio::spawn(async move {
            let mut spans = Vec::new();
            while Instant::now() < until {
                let began = Instant::now();
                writes(&connector, appeal).await;
                spans.push(began.elapsed());
            }
            spans
        }));
    }
    let mut spans = Vec::new();
    for writer in at_work {
        spans.extend(writer.await.unwrap());
    }
    let (took, busy) = (began.elapsed().as_secs_f64(), busy() - before);
    let each = busy as f64 * 1_000.0 / spans.len().max(1) as f64;
    let (middle, late) = (percentile(&mut spans, 0.5), percentile(&mut spans, 0.99));
    say(&format!(
        "  {writers} at once: {:.0} a second; answered in {} / 99 of 100 within {} (processor {each:.0} µs each)",
        spans.len() as f64 / took,
        ms(middle),
        ms(late)
    ));
}

/// A client writes for the first time.
pub(crate) async fn arrive(desk: &Desk, connector: &Caller) -> AppealId {
    let appeal = AppealId::new(Utc::now(), chance());
    let register = RegisterAppeal::of_client(
        appeal,
        (Channel::Telegram, desk.line),
        desk.group,
        Address::Account { id: appeal.to_string(), name: Some("@client".to_owned()) },
    );
    connector.done(register).await;
    appeal
}

/// And once more.
pub(crate) async fn writes(connector: &Caller, appeal: AppealId) {
    let message = MessageId::new(Utc::now(), chance());
    let text = "Добрый день! Где мой заказ? Обещали привезти вчера".to_owned();
    connector.done(ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None }).await;
}
