//! The feed: in order, each once, after any cut; to whoever may hear; with heartbeats and codes (U1, U3, E4, E6).

use super::wishes::receive;
use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::id;
use crate::ear::{Ear, Heard, PATIENCE};
use crate::kit::Kit;
use desk_contract::appeal::Receiver;
use desk_contract::command::{Command, TransferAppeal};
use desk_contract::id::{AppealId, CommandId, OperatorId};
use desk_contract::message::Author;
use desk_contract::wire::questions::{HearEvents, ReadSession};
use desk_contract::wire::{Ask, BrowserFrame, CloseCode, Method, ServerFrame, names};
use desk_contract::{Event, Whisper};
use futures_util::future::join_all;
use std::time::Duration;

checks! {
    "events.numbers" [U1 E4] "numbers have no holes, rise, and each is told once, while many write at once" => numbers;
    "events.resume" [U1] "whoever names the last number that he has hears all after it, and nothing before" => resume;
    "events.reset" [U1] "whoever names a number that is not reached yet is told to read anew" => reset;
    "events.heartbeat" [U1 E4] "the backend says that it lives, and up to which number it has told" => heartbeat;
    "events.odd_frames" [E4] "an unknown frame is passed over, what is no frame ends the connection" => odd_frames;
    "events.audience" [E6 U1] "each hears what he may see, and nothing else" => audience;
    "events.whispers" [U3 W1] "who looks and types is told to those who see the appeal, and nobody speaks for another" => whispers;
    "events.as_a_stream" [U1 E4] "where no socket gets through, the same frames come as server-sent events" => as_a_stream;
    "slow.heartbeats" [U1 E4] "heartbeats go on coming, and whoever is silent is let go" => heartbeats;
}

async fn writes(kit: &mut Kit, appeal: AppealId, words: &str) -> Result<u64, Broken> {
    let heard = kit.model.grants(&kit.connector.clone(), receive(appeal, words)).await?;
    Ok(heard.last().map_or(0, |event| event.seq))
}

async fn numbers(kit: &mut Kit) -> Held {
    let connector = kit.connector.clone();
    let mut appeals = Vec::new();
    for _ in 0..4 {
        appeals.push(kit.waits("Алло").await?);
    }
    let mut holes = None;
    for _ in 0..3 {
        let from = kit.admin.must::<ReadSession>(&[], &()).await?.seq;
        let mut ear = Ear::open(&kit.admin, from).await?;
        let wishes: Vec<(CommandId, Command)> = (0..32)
            .map(|place| (id(CommandId::new), receive(appeals[place % 4], &format!("{place}")).into()))
            .collect();
        let answers = join_all(wishes.iter().map(|(key, wish)| connector.wish_by(*key, wish))).await;
        for answer in answers {
            answer?.map_err(|problem| Broken::new("granted", problem.detail))?;
        }
        let mut due: Vec<CommandId> = wishes.iter().map(|(key, _)| *key).collect();
        let mut told = Vec::new();
        while !due.is_empty() {
            let event =
                ear.event(&format!("all that was written, of which {} are missing", due.len())).await?;
            due.retain(|key| event.command != Some(*key));
            told.push(event.seq);
        }
        let mut left: Vec<CommandId> = wishes.iter().map(|(key, _)| *key).collect();
        while !left.is_empty() {
            let heard = kit.model.catches_up_any(&left, "all that was written").await?;
            left.retain(|key| heard.command != Some(*key));
        }
        let jump = told.windows(2).find(|pair| pair[1] != pair[0] + 1).map(|pair| (pair[0], pair[1]));
        holes = jump.or_else(|| told.first().filter(|first| **first != from + 1).map(|first| (from, *first)));
        if holes.is_none() {
            return Ok(());
        }
        // Somebody else's draft may have had the number between; not every time.
    }
    ensure(
        holes.is_none(),
        "the administrator hears of every number but those of others' own things",
        format!("{holes:?}, three times"),
    )
}

async fn resume(kit: &mut Kit) -> Held {
    let admin = kit.admin.clone();
    let appeal = kit.waits("Раз").await?;
    let cut = writes(kit, appeal, "Два").await?;
    let mut due = vec![writes(kit, appeal, "Три").await?, writes(kit, appeal, "Четыре").await?];
    let mut again = Ear::open(&admin, cut).await?;
    due.push(writes(kit, appeal, "Пять").await?);
    let told = numbers_of(&mut again, appeal, due.len()).await?;
    same("what comes after the number that was named", &due, &told)?;
    let mut late = Ear::open(&admin, cut).await?;
    let told = numbers_of(&mut late, appeal, due.len()).await?;
    same("asked again it is told again", &due, &told)
}

/// The numbers of the next so many events of an appeal; what others do between is passed over.
async fn numbers_of(ear: &mut Ear, appeal: AppealId, count: usize) -> Result<Vec<u64>, Broken> {
    let mut told = Vec::new();
    while told.len() < count {
        let event = ear.event("what was missed").await?;
        if event.event.appeal() == Some(appeal) {
            told.push(event.seq);
        }
    }
    Ok(told)
}

async fn reset(kit: &mut Kit) -> Held {
    let session = kit.admin.must::<ReadSession>(&[], &()).await?;
    let mut ear = Ear::open(&kit.admin, session.seq + 1_000_000).await?;
    for _ in 0..3 {
        match ear.next(PATIENCE).await {
            Some(Heard::Frame(frame)) => match *frame {
                ServerFrame::Reset(reset) => {
                    let expected = format!("a number from {} on", session.seq);
                    return ensure(
                        reset.seq >= session.seq && reset.seq < session.seq + 1_000_000,
                        expected,
                        reset.seq,
                    );
                }
                ServerFrame::Heartbeat(_) => {}
                other => return ensure(false, "a reset", format!("{other:?}")),
            },
            other => return ensure(false, "a reset", format!("{other:?}")),
        }
    }
    ensure(false, "a reset", "heartbeats alone")
}

/// The first heartbeat; none within so long.
pub(super) async fn beats(ear: &mut Ear, patience: Duration) -> Option<desk_contract::wire::Heartbeat> {
    let until = tokio::time::Instant::now() + patience;
    loop {
        let left = until.saturating_duration_since(tokio::time::Instant::now());
        match ear.next(left).await? {
            Heard::Frame(frame) => {
                if let ServerFrame::Heartbeat(beat) = *frame {
                    return Some(beat);
                }
            }
            Heard::Odd(_) | Heard::Closed(_) => return None,
        }
    }
}

pub(super) fn every() -> Duration {
    Duration::from_millis(u64::from(names::HEARTBEAT_EVERY_MS)) + Duration::from_secs(2)
}

async fn heartbeat(kit: &mut Kit) -> Held {
    let session = kit.admin.must::<ReadSession>(&[], &()).await?;
    let mut ear = Ear::open(&kit.admin, session.seq).await?;
    let beat = beats(&mut ear, every()).await;
    let expected = format!("a heartbeat within {} s", every().as_secs());
    let beat = beat.ok_or_else(|| Broken::new(expected, "none"))?;
    ensure(beat.seq >= session.seq, format!("told up to {} at least", session.seq), beat.seq)?;
    let off = (kit.model.now() - beat.at).num_seconds().abs();
    ensure(off < 10, "the backend's clock, the one of the session", format!("{off} s off"))
}

async fn heartbeats(kit: &mut Kit) -> Held {
    kit.is_slow()?;
    let session = kit.admin.must::<ReadSession>(&[], &()).await?;
    let mut ear = Ear::open(&kit.admin, session.seq).await?;
    for _ in 0..3 {
        let beat = beats(&mut ear, every()).await;
        ensure(beat.is_some(), format!("a heartbeat every {} s", every().as_secs()), "none")?;
    }
    let mut silent = Ear::silent(&kit.admin, session.seq).await?;
    let deadline = Duration::from_millis(u64::from(names::HEARTBEAT_DEADLINE_MS)) + every();
    let closed = silent.closed_within(deadline).await;
    let code = CloseCode::Silent.code();
    ensure(
        closed == Some(Some(code)),
        format!("whoever says nothing is closed with {code}"),
        format!("{closed:?}"),
    )
}

async fn odd_frames(kit: &mut Kit) -> Held {
    let session = kit.admin.must::<ReadSession>(&[], &()).await?;
    let mut ear = Ear::open(&kit.admin, session.seq).await?;
    ear.says(r#"{"type":"of_tomorrow","data":{}}"#);
    let appeal = kit.waits("Алло").await?;
    ear.event("what happens after a frame of tomorrow").await?;
    ear.says("not a frame");
    let closed = ear.closed_within(PATIENCE).await;
    let code = CloseCode::BadFrame.code();
    ensure(
        closed == Some(Some(code)),
        format!("what is no frame is answered with the close code {code}"),
        format!("{closed:?}"),
    )?;
    kit.reads_alike(appeal).await
}

async fn audience(kit: &mut Kit) -> Held {
    let (anna, vera) = (kit.anna.clone(), kit.vera()?);
    kit.model.settles().await?;
    let from = kit.admin.must::<ReadSession>(&[], &()).await?.seq;
    let appeal = kit.anna_has("Секрет").await?;
    writes(kit, appeal, "Никому не говорите").await?;
    kit.model.settles().await?;
    let to = Receiver::Operator { id: vera.id().unwrap_or_else(|| id(OperatorId::new)) };
    let transfer = TransferAppeal { appeal, to, comment: "Это к вам".to_owned() };
    kit.model.grants(&anna, transfer).await?;
    writes(kit, appeal, "Спасибо").await?;
    kit.model.settles().await?;
    // Whoever comes late is told by how things stood then.
    let mut late = Ear::open(&vera, from).await?;
    loop {
        let event = late.event("what was handed over to her").await?;
        if event.event.appeal() == Some(appeal) {
            let is_first = matches!(event.event, Event::AppealTransferred(_));
            return ensure(is_first, "Vera hears of the appeal from the transfer on", event.event.name());
        }
    }
}

async fn whispers(kit: &mut Kit) -> Held {
    let (anna, boris, vera) = (kit.anna.clone(), kit.boris()?, kit.vera()?);
    let appeal = kit.anna_has("Алло").await?;
    let seq = kit.admin.must::<ReadSession>(&[], &()).await?.seq;
    let mut ears = Vec::new();
    for person in [&anna, &boris, &vera, &kit.connector] {
        let mut ear = Ear::open(person, seq).await?;
        // Its first frame says that it is listened to from here on.
        beats(&mut ear, every()).await;
        ears.push(ear);
    }
    let (me, other) =
        (anna.id().unwrap_or_else(|| id(OperatorId::new)), boris.id().unwrap_or_else(|| id(OperatorId::new)));
    let says = |whisper: Whisper| serde_json::to_string(&BrowserFrame::Whisper(whisper)).unwrap_or_default();
    let typing = Whisper::Typing { appeal, author: Author::Client };
    ears[0].says(says(Whisper::Viewing { appeal, operator: other }));
    ears[0].says(says(Whisper::Viewing { appeal, operator: me }));
    let heard = ears[1].whisper_of(appeal, PATIENCE).await?;
    same(
        "a colleague hears who looks, and not what was said in his own name",
        &Some(Whisper::Viewing { appeal, operator: me }),
        &heard,
    )?;
    ears[1].says(says(typing));
    ears[3].says(says(typing));
    let heard = ears[0].whisper_of(appeal, PATIENCE).await?;
    same("that the client types, from his connector", &Some(typing), &heard)?;
    let nothing = ears[2].whisper_of(appeal, Duration::from_millis(300)).await?;
    same("nothing, where one may not see the appeal", &None, &nothing)
}

async fn as_a_stream(kit: &mut Kit) -> Held {
    let from = kit.admin.must::<ReadSession>(&[], &()).await?.seq;
    let path = format!("{}?after={from}", HearEvents::QUESTION.full_path());
    let mut answer =
        kit.admin.ask(Method::Get, &path).send().await.map_err(|cause| Broken::new("a stream", cause))?;
    let media =
        answer.headers().get("content-type").and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let is_stream = media.starts_with(names::EVENT_STREAM);
    ensure(
        is_stream,
        format!("{} where no socket is asked for", names::EVENT_STREAM),
        format!("{} `{media}`", answer.status()),
    )?;
    let appeal = kit.waits("Алло").await?;
    let mut text = String::new();
    let due = format!("\"appeal\":\"{appeal}\"");
    while !(text.contains("message_received") && text.contains(&due) && text.contains("\n\n")) {
        let piece = tokio::time::timeout(PATIENCE, answer.chunk()).await;
        let Ok(Ok(Some(bytes))) = piece else {
            return ensure(false, "the event of a message that came", format!("the stream so far: {text}"));
        };
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    let ids: Vec<u64> =
        text.lines().filter_map(|line| line.strip_prefix("id:")?.trim().parse().ok()).collect();
    let is_rising = ids.is_sorted() && ids.first().is_some_and(|first| *first > from);
    ensure(is_rising, format!("`id` is the event's number, from {from} on"), format!("{ids:?}"))
}
