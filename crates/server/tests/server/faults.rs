//! Nothing lost (U1, E4): a thousand faults between three operators and the server, which is killed in the middle of
//! anything; at the end no command is lost, none done twice, no event missed, and every desk shows what the server has.
//!
//! `DESK_FAULTS` is how many, `DESK_FAULTS_SEED` which.

mod browser;
mod clock;
mod desk;
mod judged;
mod requests;
mod socket;
mod work;

use crate::person::Person;
use crate::site::{CONNECTOR_TOKEN, People, Site};
use browser::Browser;
use clock::Clock;
use desk_contract::Command;
use desk_contract::id::CommandId;
use desk_faults::{Chance, Fault, Line, Program, how_many, seed};
use requests::Way;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use work::Setting;

/// Of so many faults one is the server's death.
const OF_WHICH_KILLS: u64 = 25;
/// Of so many, one is a page that is gone and loaded anew.
const OF_WHICH_RELOADS: u64 = 40;
/// Whatever is not settled so long after the last fault never will be.
const SETTLES_WITHIN: Duration = Duration::from_secs(40);

/// What everybody in a run looks at.
#[derive(Default)]
struct Signs {
    /// The day is over: nobody begins anything new.
    is_over: AtomicBool,
    /// How often each operator's page has been told to go.
    reloads: [AtomicU64; 3],
    /// The number of the last event of all; 0 as long as it is not known.
    last: AtomicU64,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn u1_a_thousand_faults_lose_nothing_and_do_nothing_twice() {
    let (seed, count) = (seed(), how_many("DESK_FAULTS", 1_000));
    println!("{count} faults, DESK_FAULTS_SEED={seed}");
    let site = Site::on_sqlite().await;
    let people = site.people().await;
    let operators = [&people.anna, &people.boris, &people.vera];
    let setting = Setting { solved: people.solved, operators: ids(operators).await };
    let url = site.config.database_url.clone();
    let (environment, folder) = (environment(&site), tempfile::tempdir().unwrap());
    site.server.stop().await;
    let log = folder.path().join("log");
    let program = Path::new(env!("CARGO_BIN_EXE_desk-server"));
    let mut server = Program::started(program, environment, &log).await.unwrap();

    let mut lines = Vec::new();
    for _ in 0..4 {
        lines.push(Line::to(server.address()).await.unwrap());
    }
    let (clock, mut chance, signs) = (Clock::begins(), Chance::of(seed), Signs::default());
    let way = |person: &Person, line: usize| Way::of(person.through(&lines[line].address.to_string()), clock);
    let mut browsers = Vec::new();
    for (place, person) in operators.into_iter().enumerate() {
        let me = setting.operators[place];
        browsers.push(Browser::opened(way(person, place), me, clock, chance.parts()).await);
    }
    let connector = Person::at(&people.connector.address, CONNECTOR_TOKEN);
    let clients = work::clients_write(&people, (way(&connector, 3), clock), chance.parts(), &signs.is_over);
    let began = Instant::now();
    let [first, second, third] = &mut browsers[..] else { unreachable!() };
    let (_, wished, ..) = tokio::join!(
        goes_wrong(&mut server, &lines, count, chance, (&signs, &people)),
        clients,
        works(first, 0, &setting, &signs),
        works(second, 1, &setting, &signs),
        works(third, 2, &setting, &signs),
    );
    println!("{count} faults and all settled in {:?}", began.elapsed());
    let address = server.address().to_string();
    judged::desks_show_what_the_server_has(&browsers, &operators.map(|it| it.through(&address))).await;
    server.is_killed().await.unwrap();
    judged::is_whole(&url, &browsers, &wished).await;
    judged::log_is_clean(&server.log().unwrap());
}

async fn ids(operators: [&Person; 3]) -> Vec<desk_contract::id::OperatorId> {
    let mut ids = Vec::new();
    for person in operators {
        ids.push(person.id().await);
    }
    ids
}

fn environment(site: &Site) -> Vec<(String, String)> {
    let files = site.config.files.display().to_string();
    let said = [
        ("DATABASE_URL", site.config.database_url.clone()),
        ("DESK_FILES", files),
        ("DESK_CONNECTOR_TOKEN", CONNECTOR_TOKEN.to_owned()),
        ("DESK_LOG", "info".to_owned()),
    ];
    said.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

/// Everything that goes wrong, one after the other; then nothing any more.
async fn goes_wrong(
    server: &mut Program,
    lines: &[Line],
    count: u64,
    mut chance: Chance,
    (signs, people): (&Signs, &People),
) {
    let (mut kills, mut reloads) = (0, 0);
    for number in 1..=count {
        tokio::time::sleep(chance.between(5, 75)).await;
        if number % OF_WHICH_KILLS == 0 {
            kills += 1;
            server.is_killed().await.unwrap();
            tokio::time::sleep(chance.between(0, 300)).await;
            let address = server.starts_again().await.unwrap();
            lines.iter().for_each(|line| line.leads_to(address));
        } else if number % OF_WHICH_RELOADS == 1 {
            reloads += 1;
            let whose = usize::try_from(chance.below(3)).unwrap();
            signs.reloads[whose].fetch_add(1, Ordering::Relaxed);
        } else if let Some(line) = chance.one_of(lines) {
            line.meets(Fault::drawn(&mut chance));
        }
    }
    for line in lines {
        line.has_met_all(Duration::from_secs(5)).await;
        line.mends();
    }
    let met = lines.iter().map(Line::met).sum::<u64>();
    println!("{met} faults of the lines, {kills} deaths of the server, {reloads} pages loaded anew");
    assert!(met + kills + reloads + 10 >= count, "too many faults met with nothing");
    signs.is_over.store(true, Ordering::Relaxed);
    // Clients have written their last; what everybody is told comes after everything else.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let admin = people.admin.through(&server.address().to_string());
    tokio::time::sleep(Duration::from_secs(1)).await;
    signs.last.store(judged::tells_everybody(&admin).await, Ordering::Relaxed);
}

/// An operator works until the day is over, and stays until all that he wished is answered and all is heard.
async fn works(browser: &mut Browser, place: usize, setting: &Setting, signs: &Signs) {
    let mut reloads = 0;
    let mut over: Option<Instant> = None;
    loop {
        let pause = work::thinks(&mut browser.chance);
        browser.lives(pause).await;
        let wanted = signs.reloads[place].load(Ordering::Relaxed);
        if wanted != reloads {
            reloads = wanted;
            browser.reloads().await;
        }
        if !signs.is_over.load(Ordering::Relaxed) {
            work::does_something(browser, setting);
            continue;
        }
        let since = over.get_or_insert_with(Instant::now);
        let last = signs.last.load(Ordering::Relaxed);
        if browser.waiting() == 0 && last > 0 && browser.heard_up_to() >= last {
            // What it reads by itself comes within a moment.
            return browser.lives(Duration::from_secs(1)).await;
        }
        assert!(
            since.elapsed() < SETTLES_WITHIN,
            "operator {place}: {} wishes wait, heard up to {} of {last}",
            browser.waiting(),
            browser.heard_up_to()
        );
    }
}

/// What was wished over the channel's connector.
type Wished = [(CommandId, Command)];
