//! What happens is heard by whoever may hear it: in order, each once, after any cut (U1, E6).

use crate::on_both_databases;
use crate::site::Site;
use crate::socket::{Came, Socket};
use desk_contract::appeal::Receiver;
use desk_contract::command::{SetTopic, TakeAppeal, TransferAppeal};
use desk_contract::wire::{BrowserFrame, CloseCode, Heartbeat, ServerFrame};
use desk_contract::{Event, Whisper};
use futures_util::future::join_all;

on_both_databases! {
    /// Whoever names the last number that he has hears all that he missed, and then what happens, each once.
    async fn after_a_cut_nothing_is_missed_or_told_twice(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Раз").await;
        let before = people.anna.session().await.seq;
        let mut socket = people.anna.hears(before).await;
        people.writes_again(appeal, "Два").await;
        let heard = socket.event().await;
        drop(socket);
        for words in ["Три", "Четыре"] {
            people.writes_again(appeal, words).await;
        }
        let mut again = people.anna.hears(heard.seq).await;
        people.writes_again(appeal, "Пять").await;
        let mut words = vec![said(&heard.event)];
        for _ in 0..3 {
            words.push(said(&again.event().await.event));
        }
        assert_eq!(words, ["Два", "Три", "Четыре", "Пять"]);
    }

    /// A heartbeat's number is one up to which everything was told: never one of what is still on its way.
    async fn no_heartbeat_runs_ahead_of_what_was_missed(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Раз").await;
        let before = people.anna.session().await.seq;
        for words in ["Два", "Три"] {
            people.writes_again(appeal, words).await;
        }
        // Which of the two is ready first is chance.
        for _ in 0..20 {
            let (mut socket, mut heard) = (people.anna.hears(before).await, before);
            while heard < before + 2 {
                let Came::Frame(frame) = socket.next().await else { panic!("closed") };
                match *frame {
                    ServerFrame::Recorded(recorded) => heard = recorded.seq,
                    ServerFrame::Heartbeat(beat) => assert!(beat.seq <= heard, "{} ahead of {heard}", beat.seq),
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    /// The numbers of the journal have no hole, and each event is told in its turn, while many write at once.
    async fn numbers_have_no_holes_under_many_writers(site: Site) {
        let people = site.people().await;
        let beside = site.beside().await;
        let appeals = join_all((0..8).map(|_| people.client_writes("Алло"))).await;
        let from = people.admin.session().await.seq;
        let mut sockets = vec![people.admin.hears(from).await];
        sockets.push(people.admin.through(&beside.address().to_string()).hears(from).await);
        let connectors = [people.connector.clone(), people.connector.through(&beside.address().to_string())];
        let writes = appeals.iter().enumerate().map(|(number, appeal)| {
            let (connector, appeal) = (connectors[number % 2].clone(), *appeal);
            async move {
                for round in 0..8 {
                    crate::feed::write(&connector, appeal, &format!("{number} {round}")).await;
                }
            }
        });
        join_all(writes).await;
        for socket in &mut sockets {
            let events = socket.events_until(from + 64).await;
            let numbers: Vec<u64> = events.iter().map(|it| it.seq).collect();
            assert_eq!(numbers, (from + 1..=from + 64).collect::<Vec<_>>());
        }
        beside.stop().await;
    }

    /// A colleague of another group hears nothing of an appeal until it is handed over to him.
    async fn each_is_told_what_he_may_see(site: Site) {
        let people = site.people().await;
        let from = people.vera.session().await.seq;
        let mut vera = people.vera.hears(from).await;
        let appeal = people.anna_has("Секрет").await;
        let to = Receiver::Operator { id: people.vera.id().await };
        people.anna.done(TransferAppeal { appeal, to, comment: "Это к вам".to_owned() }).await;
        let first = vera.event().await;
        assert!(matches!(first.event, Event::AppealTransferred(_)), "{first:?}");

        let mut late = people.vera.hears(from).await;
        assert_eq!(late.event().await, first, "what was missed is told by how things stood then");
    }

    /// A draft is nobody else's business.
    async fn what_is_ones_own_is_told_to_nobody_else(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Алло").await;
        let from = people.anna.session().await.seq;
        let (mut anna, mut boris) = (people.anna.hears(from).await, people.boris.hears(from).await);
        let kind = desk_contract::own::DraftKind::Message;
        let draft = desk_contract::command::SaveDraft { appeal, kind, text: "Здрав".to_owned() };
        people.anna.done(draft).await;
        people.anna.done(SetTopic { appeal, topic: None }).await;
        people.writes_again(appeal, "Ау").await;
        assert!(matches!(anna.event().await.event, Event::DraftSaved(_)));
        assert!(matches!(boris.event().await.event, Event::MessageReceived(_)));
        assert_eq!(people.anna.session().await.drafts.len(), 1);
        assert!(people.boris.session().await.drafts.is_empty());
    }

    /// Who looks at an appeal and who types is seen by colleagues who see the appeal, through any process; nobody speaks
    /// for another (U3).
    async fn whispers_go_to_colleagues_who_see_the_appeal(site: Site) {
        let people = site.people().await;
        let beside = site.beside().await;
        let elsewhere = beside.address().to_string();
        let appeal = people.anna_has("Алло").await;
        let from = people.anna.session().await.seq;
        let through = if site.is_on_postgres() { elsewhere } else { site.address() };
        let mut boris = people.boris.through(&through).hears(from).await;
        let mut anna = people.anna.hears(from).await;
        let (me, other) = (people.anna.id().await, people.boris.id().await);
        let viewing = |operator| Whisper::Viewing { appeal, operator };
        boris_is_listening(&mut boris).await;
        anna.says(BrowserFrame::Whisper(viewing(other))).await;
        anna.says(BrowserFrame::Whisper(viewing(me))).await;
        assert_eq!(boris.whisper().await, viewing(me));
        beside.stop().await;
    }

    /// Processes hear of one another's events.
    async fn what_happens_in_one_process_is_heard_in_another(site: Site) {
        let people = site.people().await;
        let beside = site.beside().await;
        let appeal = people.client_writes("Алло").await;
        let from = people.anna.session().await.seq;
        let mut socket = people.anna.through(&beside.address().to_string()).hears(from).await;
        people.anna.done(TakeAppeal { appeal }).await;
        assert!(matches!(socket.event().await.event, Event::AppealTaken(_)));
        beside.stop().await;
    }
}

/// A number that the journal does not know, as after a database was put back: everything is read anew.
#[tokio::test]
async fn whoever_knows_more_than_the_server_is_told_to_read_anew() {
    let site = Site::on_sqlite().await;
    let admin = site.admin().await;
    let last = admin.session().await.seq;
    let mut socket = admin.hears(last + 100).await;
    let Came::Frame(frame) = socket.next().await else { panic!("closed") };
    let reset = match *frame {
        ServerFrame::Reset(reset) => reset,
        ServerFrame::Heartbeat(_) => match socket.next().await {
            Came::Frame(frame) => match *frame {
                ServerFrame::Reset(reset) => reset,
                other => panic!("{other:?}"),
            },
            Came::Closed(code) => panic!("{code:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(reset.seq, last);
}

#[tokio::test]
async fn a_socket_lives_and_ends_as_it_is_written() {
    let site = Site::on_sqlite().await;
    let admin = site.admin().await;
    let last = admin.session().await.seq;
    let mut socket = admin.hears(last).await;
    let Came::Frame(first) = socket.next().await else { panic!("closed") };
    assert!(matches!(*first, ServerFrame::Heartbeat(Heartbeat { seq, .. }) if seq == last), "{first:?}");
    socket.says_text(r#"{"type":"of_tomorrow","data":{}}"#).await;
    socket.says_text("not a frame").await;
    socket.is_closed_with(CloseCode::BadFrame).await;

    let mut open = admin.hears(last).await;
    open.next().await;
    site.server.stop().await;
    open.is_closed_with(CloseCode::GoingAway).await;
}

#[tokio::test]
async fn where_no_socket_gets_through_the_same_frames_come_as_events() {
    let site = Site::on_sqlite().await;
    let people = site.people().await;
    let from = people.anna.session().await.seq;
    let path = format!("/api/v1/events?after={from}");
    let mut answer = people.anna.ask(desk_contract::wire::Method::Get, &path).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    people.client_writes("Алло").await;
    let mut text = String::new();
    while !text.contains("message_received") {
        text.push_str(std::str::from_utf8(&answer.chunk().await.unwrap().unwrap()).unwrap());
    }
    assert!(text.contains(&format!("id: {}", from + 1)), "{text}");
}

fn said(event: &Event) -> String {
    match event {
        Event::MessageReceived(it) => it.message.text.clone(),
        other => panic!("{other:?}"),
    }
}

async fn write(connector: &crate::person::Connector, appeal: desk_contract::id::AppealId, words: &str) {
    let message = desk_contract::id::MessageId::new(chrono::Utc::now(), crate::site::chance());
    let receive = desk_contract::command::ReceiveMessage {
        appeal,
        message,
        text: words.to_owned(),
        attachments: Vec::new(),
        mail: None,
    };
    connector.done(receive).await;
}

/// His first frame is a heartbeat: from then on he misses nothing.
async fn boris_is_listening(boris: &mut Socket) {
    boris.next().await;
}
