//! What operators send, handed over to the connectors' webhook: signed, in order within an appeal, until it is taken.
//!
//! Owns: who hands over, what waits, and the signature. Never: what goes this way and when it is tried again; the contract
//! says.
//!
//! Always: what waits is on disk; it is handed over again after whatever broke, and so perhaps twice, under one id. One
//! process alone hands over. Whoever sent what nobody took is told that it failed.
//!
//! Start at [`hand_over`].

use crate::chance;
use crate::config::Webhook;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::feed::BATCH;
use crate::store::handing::{self, Handing};
use crate::store::{Dialect, appeals, events, incoming};
use chrono::TimeDelta;
use desk_contract::command::ReportDelivery;
use desk_contract::event::{Event, Recorded};
use desk_contract::handover::{Handover, Taken, handed_over, next_try};
use desk_contract::incoming::Handed;
use desk_contract::message::Delivery;
use desk_contract::wire::names;
use hmac::{Hmac, Mac};
use reqwest::{Client, StatusCode};
use sha2::Sha256;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// So long a connector may think.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many are handed over at once, each of another appeal.
const AT_ONCE: usize = 8;
/// How often is looked whether something's time has come.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// So many events nobody need read twice.
const KEEPS_PLACE_EVERY: u64 = 256;

/// What became of a try.
enum Outcome {
    /// The connector has it.
    Taken(Taken),
    /// It will never take it.
    Refused(StatusCode),
    /// Not now.
    NotNow(String),
}

/// Hands over for as long as the process lives.
pub(crate) async fn hand_over(desk: Arc<Desk>, webhook: Webhook) {
    let Ok(client) = Client::builder().timeout(PATIENCE).build() else {
        return tracing::error!("nothing is handed over: no client of HTTP can be made");
    };
    loop {
        if let Err(failure) = hand_over_alone(&desk, &webhook, &client).await {
            tracing::warn!(%failure, "handing over is interrupted");
        }
        tokio::time::sleep(LOOKS_EVERY).await;
    }
}

/// Hands over while this process is the one that does.
async fn hand_over_alone(desk: &Arc<Desk>, webhook: &Webhook, client: &Client) -> Result<(), Failure> {
    let is_shared = desk.store.dialect() == Dialect::Postgres;
    // Of its own: the right must not go back to the pool with it.
    let mut right = desk.store.reading().await?.detach();
    if !handing::may_hand_over(&mut right, is_shared).await? {
        return Ok(());
    }
    let mut writing = desk.store.begin().await?;
    let last = writing.seq;
    let mut at = handing::looked_at(&mut writing.transaction, last).await?;
    writing.commit().await?;
    let mut news = desk.feed.news();
    let (mut under_way, mut handed) = (BTreeSet::new(), JoinSet::new());
    loop {
        at = collect(desk, at).await?;
        let due = handing::due(&mut *desk.store.reading().await?, chance::now(), 64).await?;
        for it in due {
            if handed.len() < AT_ONCE && under_way.insert(it.seq) {
                let (desk, webhook, client) = (Arc::clone(desk), webhook.clone(), client.clone());
                handed.spawn(async move { (it.seq, hand(&desk, &webhook, &client, it).await) });
            }
        }
        tokio::select! {
            Some(Ok((seq, done))) = handed.join_next(), if !handed.is_empty() => {
                under_way.remove(&seq);
                done?;
            }
            _ = timeout(LOOKS_EVERY, news.recv()) => {}
        }
        // That nobody has the right any more shows here.
        sqlx::query("SELECT 1").execute(&mut right).await?;
    }
}

/// Looks at what happened since, and puts down what is to be handed over. Answers how far it has looked.
async fn collect(desk: &Desk, mut at: u64) -> Result<u64, Failure> {
    loop {
        let told = events::after(&mut *desk.store.reading().await?, at, BATCH).await?;
        let Some(last) = told.last().map(|told| told.seq) else { return Ok(at) };
        let mut waiting = Vec::new();
        for told in told {
            // Most events are of something else: only the two that may be it are read.
            if told.body.contains("\"message_sent\"") || told.body.contains("\"message_retried\"") {
                waiting.extend(sent(&serde_json::from_str(&told.body)?));
            }
        }
        if !waiting.is_empty() || last / KEEPS_PLACE_EVERY != at / KEEPS_PLACE_EVERY {
            let mut writing = desk.store.begin().await?;
            for it in waiting {
                handing::put(&mut writing.transaction, it).await?;
            }
            handing::look_at(&mut writing.transaction, last).await?;
            writing.commit().await?;
        }
        at = last;
    }
}

fn sent(recorded: &Recorded) -> Option<Handing> {
    let (appeal, message) = match &recorded.event {
        Event::MessageSent(it) => (it.message.appeal, it.message.id),
        Event::MessageRetried(it) => (it.appeal, it.message),
        _ => return None,
    };
    Some(Handing { seq: recorded.seq, appeal, message, tries: 0, since: recorded.at })
}

/// Tries one, and keeps what became of it.
async fn hand(desk: &Desk, webhook: &Webhook, client: &Client, it: Handing) -> Result<(), Failure> {
    let it = Handing { tries: it.tries.saturating_add(1), ..it };
    let mut reading = desk.store.reading().await?;
    let directory = desk.store.directory_by(&mut reading).await?;
    let appeal = appeals::appeal(&mut reading, it.appeal).await?;
    let message = appeals::message(&mut reading, it.appeal, it.message).await?;
    drop(reading);
    let handover = appeal.zip(message).and_then(|(appeal, message)| {
        handed_over(&directory, &appeal, &message, it.seq).filter(|_| message.delivery == Delivery::Sent)
    });
    let Some(handover) = handover else { return settle(desk, it, None, None).await };
    let handover = Handover { attempt: it.tries, ..handover };
    match send(webhook, client, &handover).await? {
        Outcome::Taken(taken) => settle(desk, it, taken.delivery, taken.id.map(|id| (handover, id))).await,
        Outcome::Refused(status) => {
            tracing::warn!(message = %it.message, %status, "a connector does not take a message");
            settle(desk, it, Some(Delivery::Failed), None).await
        }
        Outcome::NotNow(why) => {
            let patience = TimeDelta::from_std(webhook.patience).unwrap_or(TimeDelta::MAX);
            tracing::warn!(message = %it.message, tries = it.tries, why, "a message is not handed over yet");
            match next_try(it.since, chance::now(), it.tries, patience) {
                None => settle(desk, it, Some(Delivery::Failed), None).await,
                Some(until) => {
                    let mut writing = desk.store.begin().await?;
                    handing::put_off(&mut writing.transaction, it, until).await?;
                    writing.commit().await
                }
            }
        }
    }
}

async fn send(webhook: &Webhook, client: &Client, handover: &Handover) -> Result<Outcome, Failure> {
    let body = serde_json::to_string(handover)?;
    let at = chance::now().timestamp();
    let asked = client
        .post(&webhook.url)
        .header("content-type", names::JSON)
        .header(names::HANDED_MESSAGE, handover.message.id.to_string())
        .header(names::SIGNATURE, format!("t={at},v1={}", signature(&webhook.secret, at, &body)))
        .body(body);
    let answer = match asked.send().await {
        Ok(answer) => answer,
        Err(cause) => return Ok(Outcome::NotNow(cause.without_url().to_string())),
    };
    let status = answer.status();
    if status.is_success() {
        let said = answer.text().await.unwrap_or_default();
        // Whoever says something else has taken it all the same.
        return Ok(Outcome::Taken(serde_json::from_str(&said).unwrap_or_default()));
    }
    let is_for_now = matches!(status.as_u16(), 401 | 403 | 404 | 408 | 409 | 425 | 429);
    if status.is_client_error() && !is_for_now {
        return Ok(Outcome::Refused(status));
    }
    Ok(Outcome::NotNow(status.to_string()))
}

/// HMAC-SHA256 (RFC 2104) over the moment, a full stop and the body, in hexadecimal digits.
fn signature(secret: &str, at: i64, body: &str) -> String {
    // A key of any length is one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{at}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// It waits no more; how far it has come is told, and what the connector calls it is kept.
async fn settle(
    desk: &Desk,
    it: Handing,
    delivery: Option<Delivery>,
    called: Option<(Handover, String)>,
) -> Result<(), Failure> {
    let mut writing = desk.store.begin().await?;
    handing::done(&mut writing.transaction, it).await?;
    if let Some((Handover { line, to, .. }, own_id)) = called {
        let place = incoming::place(line.channel, &to)?;
        let handed = Handed { appeal: it.appeal, message: Some(it.message) };
        incoming::keep_handed(&mut writing.transaction, (line.id, &place), &own_id, handed).await?;
    }
    let report = |delivery| ReportDelivery { appeal: it.appeal, message: it.message, delivery }.into();
    let reports: Vec<_> =
        delivery.filter(|delivery| *delivery != Delivery::Sent).map(report).into_iter().collect();
    desk.carry_out_all(&mut writing, &reports).await?;
    writing.commit().await?;
    desk.feed.wake();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_that_of_rfc_2104() {
        // As `printf '0.{}' | openssl dgst -sha256 -hmac key` says.
        let expected = "7314351dd949aa7ec06f50fc2c96e618291447672c9b7f10b49d1ce46dad00b3";
        assert_eq!(signature("key", 0, "{}"), expected);
    }
}
