//! A lively desk begins with the demo's world, lives, and goes on after a stop.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{DateTime, Utc};
use desk_contract::{Event, Slice};
use desk_demo::{Demo, DemoOptions};
use desk_lively::{Centre, Lively};
use desk_server::{Clock, Config};
use std::path::Path;
use std::time::Duration;

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_824_400, 0).unwrap()
}

fn centre() -> Centre {
    let options = DemoOptions { seed: 2026, pace: 0.01, ..DemoOptions::default() };
    Centre { options, archive: 3, password: "secret".to_owned() }
}

async fn started(folder: &Path) -> (Lively, Demo) {
    let clock = Clock::showing(noon());
    let demo = centre().opened(&Config::within(folder), &clock).await.unwrap();
    let lively = Lively::start(Config::within(folder), clock).await.unwrap();
    lively.lives(demo.clone()).await.unwrap();
    (lively, demo)
}

#[tokio::test(flavor = "multi_thread")]
async fn people_act_in_the_servers_world_and_it_goes_on_after_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let (lively, began) = started(folder.path()).await;
    let desk = lively.server().insider();
    assert_eq!(desk.directory().await.unwrap().operators, began.world().directory().operators);
    let first = began.world().seq() + 1;
    let happened = loop {
        let happened = desk.happened_after(first - 1).await.unwrap();
        if happened.len() >= 30 {
            break happened;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert!(happened.iter().map(|recorded| recorded.seq).eq((first..).take(happened.len())));
    assert!(happened.iter().any(|recorded| matches!(recorded.event, Event::AppealRegistered(_))));
    // The versions go on where the past left them: a world that had them folds all of it.
    let mut world = began.world().clone();
    for recorded in &happened {
        let subject = recorded.event.subject();
        if subject != desk_contract::subject::Subject::Directory {
            assert_eq!(recorded.version, world.version_of(subject) + 1, "{recorded:?}");
        }
        world.fold(recorded);
    }
    lively.stop().await;

    let (again, _) = started(folder.path()).await;
    let desk = again.server().insider();
    let before = desk.happened_after(0).await.unwrap().len();
    while desk.happened_after(0).await.unwrap().len() <= before {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    again.stop().await;
}
