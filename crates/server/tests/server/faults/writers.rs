//! Eight who wish at once, on two processes over one PostgreSQL, of which one is killed now and then.
//!
//! Each wish is answered once, whatever was asked twice or of both; the journal makes the rows; no reader steps over a
//! number; of two who change what both saw, one is told.

use super::clock::Clock;
use super::requests::Way;
use crate::journal::{Answer, Journal};
use crate::person::Person;
use crate::site::{People, Site, chance};
use desk_contract::appeal::{Receiver, Stage};
use desk_contract::command::{
    CloseAppeal, CommentAppeal, ReceiveMessage, ReopenAppeal, ReturnAppeal, SaveEntry, SendMessage,
    TakeAppeal, TransferAppeal, WriteNote,
};
use desk_contract::directory::{Entry, OutcomeEntry};
use desk_contract::event::Event;
use desk_contract::id::{AppealId, CommandId, MessageId, OperatorId, OutcomeId};
use desk_contract::{Command, World};
use desk_courier::Verdict;
use desk_faults::{Chance, Program, how_many, seed};
use sqlx::{AnyConnection, Connection, Row};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// So many wish at once.
const WRITERS: usize = 8;
/// What they wish about: few, so that they meet.
const APPEALS: usize = 6;
/// So often one of the processes is killed.
const KILLS: u64 = 4;

/// What all of them know.
struct Scene {
    people: People,
    appeals: Vec<AppealId>,
    operators: Vec<OperatorId>,
    /// The title that several change.
    title: OutcomeId,
    /// Where the two processes answer.
    addresses: watch::Receiver<[String; 2]>,
}

/// What was wished by a key, and every answer that came to it.
type Answers = BTreeMap<CommandId, (Command, Vec<Answer>)>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn u3_eight_writers_on_two_processes_are_each_answered_once() {
    let (seed, wishes) = (seed(), how_many("DESK_WISHES", 60));
    println!("{WRITERS} times {wishes} wishes, DESK_FAULTS_SEED={seed}");
    let site = Site::on_postgres().await;
    let people = site.people().await;
    let (url, environment) = (site.config.database_url.clone(), super::environment(&site));
    let operators = super::ids([&people.anna, &people.boris, &people.vera]).await;
    site.server.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let program = Path::new(env!("CARGO_BIN_EXE_desk-server"));
    let one = Program::started(program, environment.clone(), &log).await.unwrap();
    let mut other = Program::started(program, environment, &log).await.unwrap();
    let (tell, addresses) = watch::channel([one.address().to_string(), other.address().to_string()]);
    let now = chrono::Utc::now();
    let appeals: Vec<_> = (0..APPEALS).map(|_| AppealId::new(now, chance())).collect();
    let title = OutcomeId::new(now, chance());
    let scene = Arc::new(Scene { people, appeals, operators, title, addresses });
    begins(&scene).await;

    let (mut lots, is_over, done) =
        (Chance::of(seed), Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let reading = tokio::spawn(reads_meanwhile(url.clone(), Arc::clone(&is_over)));
    let writing: Vec<_> = (0..WRITERS)
        .map(|who| tokio::spawn(writes(Arc::clone(&scene), who, wishes, lots.parts(), Arc::clone(&done))))
        .collect();
    let all = wishes * u64::try_from(WRITERS).unwrap();
    for kill in 1..=KILLS {
        while done.load(Ordering::Relaxed) < all * kill / (KILLS + 2) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        other.is_killed().await.unwrap();
        tokio::time::sleep(lots.between(0, 200)).await;
        let address = other.starts_again().await.unwrap().to_string();
        tell.send_modify(|addresses| addresses[1] = address);
    }
    let mut answers = Answers::new();
    for writer in writing {
        answers.extend(writer.await.unwrap());
    }
    is_over.store(true, Ordering::Relaxed);
    let read = reading.await.unwrap();
    let journal = Journal::read(&url).await;
    journal.is_in_order();
    journal.folds_to_the_rows();
    assert_eq!(read, u64::try_from(journal.events.len()).unwrap(), "the reader read them all");
    each_is_answered_once(&answers, &journal);
    nobody_won_twice(&answers, &journal, title);
    super::judged::log_is_clean(&one.log().unwrap());
}

/// Clients come, and there is a title to quarrel about.
async fn begins(scene: &Scene) {
    let [address, _] = scene.addresses.borrow().clone();
    let connector = scene.people.connector.through(&address);
    for appeal in &scene.appeals {
        connector.done(scene.people.client_comes(*appeal)).await;
    }
    let entry = titled(scene.title, "0".to_owned());
    scene.people.admin.through(&address).done(SaveEntry { entry, seen: None }).await;
}

fn titled(id: OutcomeId, title: String) -> Entry {
    Entry::Outcome(OutcomeEntry { id, title, is_put_away: false })
}

/// One who wishes, each time of either process, now and then of both or twice.
async fn writes(
    scene: Arc<Scene>,
    who: usize,
    wishes: u64,
    mut lots: Chance,
    done: Arc<AtomicU64>,
) -> Answers {
    let people = [&scene.people.anna, &scene.people.boris, &scene.people.vera, &scene.people.admin];
    let mut answers = Answers::new();
    for number in 0..wishes {
        let (person, command) = if lots.below(5) == 0 {
            (&scene.people.connector, client_writes(&scene, &mut lots, number))
        } else if lots.below(6) == 0 {
            (&scene.people.admin, renames(&scene, &mut lots, (who, number)).await)
        } else {
            (people[who % people.len()], operator_does(&scene, &mut lots, number))
        };
        let key = CommandId::new(chrono::Utc::now(), chance());
        let mut come = Vec::new();
        let first = usize::try_from(lots.below(2)).unwrap();
        if lots.below(4) == 0 {
            let both = tokio::join!(
                until_answered(&scene, person, first, (key, &command)),
                until_answered(&scene, person, 1 - first, (key, &command)),
            );
            come.extend([both.0, both.1]);
        } else {
            come.push(until_answered(&scene, person, first, (key, &command)).await);
        }
        if lots.below(6) == 0 {
            come.push(until_answered(&scene, person, 1 - first, (key, &command)).await);
        }
        answers.insert(key, (command, come));
        done.fetch_add(1, Ordering::Relaxed);
    }
    answers
}

fn client_writes(scene: &Scene, lots: &mut Chance, number: u64) -> Command {
    let message = MessageId::new(chrono::Utc::now(), chance());
    let appeal = *lots.one_of(&scene.appeals).unwrap();
    ReceiveMessage { appeal, message, text: number.to_string(), attachments: Vec::new(), mail: None }.into()
}

/// He looks what it is called, and calls it otherwise, if nobody was faster.
async fn renames(scene: &Scene, lots: &mut Chance, (who, number): (usize, u64)) -> Command {
    let process = usize::try_from(lots.below(2)).unwrap();
    let seen = loop {
        let address = scene.addresses.borrow()[process].clone();
        let way = Way::of(scene.people.admin.through(&address), Clock::begins());
        if let Ok(sat) = way.sits_down().await {
            break sat.session.directory.outcomes.into_iter().find(|it| it.id == scene.title);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let entry = titled(scene.title, format!("{who} {number}"));
    SaveEntry { entry, seen: seen.map(Entry::Outcome) }.into()
}

fn operator_does(scene: &Scene, lots: &mut Chance, number: u64) -> Command {
    let appeal = *lots.one_of(&scene.appeals).unwrap();
    let message = MessageId::new(chrono::Utc::now(), chance());
    match lots.below(12) {
        0..4 => TakeAppeal { appeal }.into(),
        4..6 => SendMessage { appeal, message, text: format!("{number}"), attachments: Vec::new() }.into(),
        6 => WriteNote { appeal, message, text: format!("note {number}") }.into(),
        7 => CommentAppeal { appeal, comment: number.to_string() }.into(),
        8 => ReturnAppeal { appeal, comment: String::new() }.into(),
        9 => {
            let id = *lots.one_of(&scene.operators).unwrap();
            let to = Receiver::Operator { id };
            TransferAppeal { appeal, to, comment: "yours".to_owned() }.into()
        }
        10 => CloseAppeal { appeal, outcome: scene.people.solved, comment: String::new() }.into(),
        _ => ReopenAppeal { appeal }.into(),
    }
}

/// Asks by the same key until there is an answer; a process that does not answer may be another the next time.
async fn until_answered(
    scene: &Scene,
    person: &Person,
    process: usize,
    (key, command): (CommandId, &Command),
) -> Answer {
    let clock = Clock::begins();
    loop {
        let address = scene.addresses.borrow()[process].clone();
        match Way::of(person.through(&address), clock).posts(key, command).await {
            Verdict::Granted(receipt) => return Answer::Granted(receipt.seq),
            Verdict::Refused(refusal) => return Answer::Refused(*refusal),
            Verdict::Later { is_bug: false, .. } => tokio::time::sleep(Duration::from_millis(20)).await,
            other => panic!("{other:?} to {command:?}"),
        }
    }
}

/// Somebody who reads the journal as it grows, by the last number that he has seen; answers that number.
async fn reads_meanwhile(url: String, is_over: Arc<AtomicBool>) -> u64 {
    sqlx::any::install_default_drivers();
    let mut store = AnyConnection::connect(&url).await.unwrap();
    let mut last = 0;
    loop {
        let was_over = is_over.load(Ordering::Relaxed);
        let query = sqlx::query("SELECT seq FROM event WHERE seq > $1 ORDER BY seq").bind(last);
        let rows = query.fetch_all(&mut store).await.unwrap();
        for row in &rows {
            let seq: i64 = row.try_get(0).unwrap();
            assert_eq!(seq, last + 1, "a reader stepped over a number");
            last = seq;
        }
        if was_over && rows.is_empty() {
            return u64::try_from(last).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

fn each_is_answered_once(answers: &Answers, journal: &Journal) {
    for (key, (command, come)) in answers {
        let kept = journal.answers.get(key).unwrap_or_else(|| panic!("{command:?} is lost"));
        assert!(come.iter().all(|answer| answer == kept), "{command:?}: {come:?}, and kept {kept:?}");
    }
    let granted = answers.values().filter(|(_, come)| matches!(come[0], Answer::Granted(_))).count();
    println!("{} wishes, {granted} granted, {} events", answers.len(), journal.events.len());
    assert!(granted > answers.len() / 5, "hardly anything was granted");
}

/// What is taken was to be had; what was changed was what its author saw.
fn nobody_won_twice(answers: &Answers, journal: &Journal, title: OutcomeId) {
    let mut world = World::new(Default::default());
    let (mut taken, mut renamed) = (0, 0);
    for (recorded, _) in &journal.events {
        match &recorded.event {
            Event::AppealTaken(it) => {
                let appeal = desk_contract::Slice::appeal(&world, it.appeal).unwrap();
                let is_free = matches!(appeal.stage, Stage::Waiting) || appeal.transfer.is_some();
                assert!(is_free, "{:?} was taken from somebody", it.appeal);
                taken += 1;
            }
            Event::EntrySaved(it) if matches!(&it.entry, Entry::Outcome(entry) if entry.id == title) => {
                let wish = recorded.command.and_then(|key| answers.get(&key));
                if let Some((Command::SaveEntry(wish), _)) = wish {
                    let stood = desk_contract::Slice::directory(&world).known(&it.entry);
                    assert_eq!(wish.seen, stood, "somebody's change was overwritten");
                    renamed += 1;
                }
            }
            _ => {}
        }
        world.fold(recorded);
    }
    println!("{taken} taken, {renamed} renamed");
    assert!(taken > 5 && renamed > 5);
}
