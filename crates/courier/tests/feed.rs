//! The feed over a line that breaks, is cut, repeats and resets: every event that the operator may see is told once, in
//! order, or is in a snapshot that was read.

#[path = "feed/ahead.rs"]
mod ahead;
#[path = "feed/play.rs"]
mod play;

use desk_contract::wire::{CloseCode, Heartbeat, Reset, ServerFrame};
use desk_courier::{Happening, Road, Standing};
use play::{Play, event, is_seen, noon};
use proptest::prelude::*;

/// What may befall the line.
#[derive(Clone, Debug)]
enum Fate {
    Happens(u8),
    Opens,
    SendsSome(u8),
    Repeats(u8),
    Beats,
    Closes(u16),
    Forgets,
    Reads,
    FailsToRead,
    Passes(u16),
    LosesNetwork,
    Returns,
}

fn fate() -> impl Strategy<Value = Fate> {
    let codes = CloseCode::ALL
        .into_iter()
        .filter(|code| !matches!(code, CloseCode::TakenOver | CloseCode::TokenExpired));
    let mut codes: Vec<u16> = codes.map(CloseCode::code).collect();
    codes.extend([1000, 1006, 1011, 4999]);
    prop_oneof![
        3 => (1u8..5).prop_map(Fate::Happens),
        3 => Just(Fate::Opens),
        4 => (1u8..9).prop_map(Fate::SendsSome),
        2 => (1u8..9).prop_map(Fate::Repeats),
        1 => Just(Fate::Beats),
        2 => proptest::sample::select(codes).prop_map(Fate::Closes),
        1 => Just(Fate::Forgets),
        1 => Just(Fate::Reads),
        1 => Just(Fate::FailsToRead),
        3 => (1u16..50_000).prop_map(Fate::Passes),
        1 => Just(Fate::LosesNetwork),
        1 => Just(Fate::Returns),
    ]
}

fn befalls(play: &mut Play, fate: Fate) {
    match fate {
        Fate::Happens(count) => play.last += u64::from(count),
        Fate::Opens if play.sent.is_some() => {
            play.happens(Happening::Opened);
            if play.sent.is_some_and(|after| after < play.forgotten) {
                play.frame(ServerFrame::Reset(Reset { seq: play.last }));
                play.sent = Some(play.last);
            }
        }
        Fate::SendsSome(count) if play.feed.is_open() => {
            if let Some(after) = play.sent {
                play.sends(after, (after + u64::from(count)).min(play.last));
            }
        }
        // A proxy sends again what it has sent.
        Fate::Repeats(back) if play.feed.is_open() && play.reading.is_none() => {
            let sent = play.sent.unwrap_or(0);
            for seq in (sent.saturating_sub(u64::from(back)) + 1..=sent.min(play.feed.heard()))
                .filter(|seq| is_seen(*seq))
            {
                play.frame(ServerFrame::Recorded(event(seq)));
            }
        }
        Fate::Beats if play.feed.is_open() => {
            let seq = play.sent.unwrap_or(0);
            play.frame(ServerFrame::Heartbeat(Heartbeat { at: noon(), seq }));
        }
        Fate::Closes(code) if play.sent.take().is_some() => play.happens(Happening::Closed(code)),
        Fate::Forgets => play.forgotten = play.last,
        Fate::Reads => play.reads(),
        Fate::FailsToRead if play.reading.take().is_some() => play.happens(Happening::SnapshotFailed),
        Fate::Passes(ms) => {
            play.now += u64::from(ms);
            play.happens(Happening::Ticked);
        }
        Fate::LosesNetwork => play.happens(Happening::NetworkGone),
        Fate::Returns => play.happens(Happening::Returned),
        _ => {}
    }
}

proptest! {
    #[test]
    fn everything_seen_is_told_once_and_in_order(fates in proptest::collection::vec(fate(), 0..120)) {
        let mut play = Play::new();
        for fate in fates {
            befalls(&mut play, fate);
        }
        play.flows();
        prop_assert!(play.told.is_sorted_by(|one, next| one < next), "{:?}", play.told);
        for seq in (1..=play.last).filter(|seq| is_seen(*seq)) {
            let is_read = play.read.iter().any(|(_, up_to)| seq <= *up_to);
            prop_assert!(play.told.contains(&seq) || is_read, "{seq} is lost");
        }
        prop_assert_eq!(play.feed.heard(), play.last);
        prop_assert_eq!(play.feed.standing(play.now), Standing::Live);
    }

    #[test]
    fn it_never_gives_up(fates in proptest::collection::vec(fate(), 0..60)) {
        let mut play = Play::new();
        for fate in fates {
            befalls(&mut play, fate);
        }
        // Nobody answers for an hour; then within half a minute it tries once more.
        play.now += 3_600_000;
        play.happens(Happening::Closed(1006));
        play.sent = None;
        let before = play.tries;
        for _ in 0..31 {
            play.now += 1_000;
            play.happens(Happening::Ticked);
        }
        prop_assert!(play.tries > before);
    }
}

#[test]
fn a_silent_line_is_dead_after_the_deadline() {
    let mut play = Play::new();
    play.flows();
    play.now += 39_000;
    play.happens(Happening::Ticked);
    assert!(play.feed.is_open());
    play.now += 1_500;
    play.happens(Happening::Ticked);
    assert!(!play.feed.is_open());
    assert_eq!(play.feed.standing(play.now + 2_999), Standing::Live, "a blink is nobody's business");
    assert_eq!(play.feed.standing(play.now + 3_000), Standing::Reconnecting);
}

#[test]
fn the_network_is_back_and_nobody_waits() {
    let mut play = Play::new();
    play.flows();
    play.happens(Happening::NetworkGone);
    assert_eq!(play.feed.standing(play.now + 3_000), Standing::NoNetwork);
    assert_eq!(play.sent, None);
    play.happens(Happening::Returned);
    assert!(play.sent.is_some());
}

#[test]
fn an_expired_session_waits_for_the_operator_and_goes_on_where_it_was() {
    let mut play = Play::new();
    play.last = 5;
    play.flows();
    play.happens(Happening::Closed(CloseCode::TokenExpired.code()));
    play.sent = None;
    assert_eq!(play.signs_in, 1);
    play.now += 3_600_000;
    play.happens(Happening::Ticked);
    assert_eq!(play.sent, None, "nobody is signed in");
    play.happens(Happening::SignedIn);
    assert_eq!(play.sent, Some(5));
}

#[test]
fn a_session_that_ended_behind_a_broken_line_is_asked_about_too() {
    let mut play = Play::new();
    play.flows();
    play.happens(Happening::NetworkGone);
    play.happens(Happening::Returned);
    // The server does not let the connection stand, and a request is told why.
    play.happens(Happening::Closed(1006));
    play.happens(Happening::SessionOver);
    assert_eq!(play.signs_in, 1);
    let before = play.tries;
    play.now += 3_600_000;
    play.happens(Happening::Ticked);
    assert_eq!(play.tries, before, "nobody is signed in");
    play.happens(Happening::SignedIn);
    assert_eq!(play.tries, before + 1);
}

/// A socket that does not come to stand, while a request gets through.
fn finds_the_socket_shut(play: &mut Play) {
    let asks = play.asks;
    play.happens(Happening::Closed(1006));
    assert_eq!(play.asks, asks + 1);
    play.happens(Happening::OthersGetThrough);
    play.happens(Happening::Returned);
}

#[test]
fn where_no_socket_stands_and_requests_do_the_events_come_as_a_stream() {
    let mut play = Play::new();
    finds_the_socket_shut(&mut play);
    assert_eq!(play.road, Road::Socket, "a server that starts anew fails once as well");
    finds_the_socket_shut(&mut play);
    assert_eq!(play.road, Road::Stream);
    play.last = 5;
    play.flows();
    assert_eq!(play.told, [1, 2, 4, 5]);
    // Once it ends a socket is tried first, and one is enough to know.
    play.happens(Happening::Closed(1001));
    play.happens(Happening::Returned);
    assert_eq!(play.road, Road::Socket);
    finds_the_socket_shut(&mut play);
    assert_eq!(play.road, Road::Stream);
}

/// The longer the line was down, the longer a connection waits; a stream need not, once somebody answers.
#[test]
fn a_stream_that_broke_is_back_with_the_first_answer() {
    let mut play = Play::new();
    finds_the_socket_shut(&mut play);
    finds_the_socket_shut(&mut play);
    play.flows();
    play.happens(Happening::Closed(1001));
    for _ in 0..5 {
        play.now += 30_000;
        play.happens(Happening::Ticked);
        assert_eq!(play.road, Road::Socket);
        play.happens(Happening::Closed(1006));
    }
    // The line is whole again.
    play.now += 30_000;
    play.happens(Happening::Ticked);
    play.happens(Happening::Closed(1006));
    let tries = play.tries;
    play.happens(Happening::OthersGetThrough);
    assert_eq!((play.road, play.tries), (Road::Stream, tries + 1));
    play.last = 4;
    play.flows();
    assert_eq!(play.told, [1, 2, 4]);
}

#[test]
fn a_server_that_answers_nothing_is_no_reason_for_a_stream() {
    let mut play = Play::new();
    for _ in 0..5 {
        play.happens(Happening::Closed(1006));
        play.happens(Happening::Returned);
        assert_eq!(play.road, Road::Socket);
    }
    // One that hangs is asked about like one that was closed.
    let asks = play.asks;
    play.now += 10_000;
    play.happens(Happening::Ticked);
    assert_eq!(play.asks, asks + 1);
}

#[test]
fn a_socket_that_stands_again_is_not_forgotten_for_a_stream() {
    let mut play = Play::new();
    finds_the_socket_shut(&mut play);
    play.flows();
    play.happens(Happening::Closed(1006));
    play.happens(Happening::Returned);
    finds_the_socket_shut(&mut play);
    assert_eq!(play.road, Road::Socket, "the count began anew");
}

/// What was told since is newer than what an earlier connection made the desk read.
#[test]
fn a_reading_that_ends_late_takes_nothing_back() {
    let mut play = Play::new();
    (play.last, play.forgotten) = (10, 5);
    play.happens(Happening::Opened);
    play.frame(ServerFrame::Reset(Reset { seq: 10 }));
    let first = play.reading.take().expect("everything is read anew");
    assert!(play.feed.awaits(first));
    play.happens(Happening::Closed(1006));
    assert!(!play.feed.awaits(first), "its connection is gone");
    play.happens(Happening::Returned);
    play.happens(Happening::Opened);
    play.frame(ServerFrame::Reset(Reset { seq: 12 }));
    let second = play.reading.take().expect("everything is read anew");
    assert!(!play.feed.awaits(first), "another reading is under way");
    assert!(play.feed.awaits(second));
    play.happens(Happening::SnapshotRead(12));
    play.frame(ServerFrame::Recorded(event(13)));
    assert!(!play.feed.awaits(first) && !play.feed.awaits(second), "nobody waits for either");
    assert_eq!(play.feed.heard(), 13);
}

#[test]
fn a_desk_opened_elsewhere_stands_still() {
    let mut play = Play::new();
    play.flows();
    play.happens(Happening::Closed(CloseCode::TakenOver.code()));
    play.sent = None;
    play.now += 3_600_000;
    play.happens(Happening::Ticked);
    play.happens(Happening::Returned);
    assert_eq!(play.sent, None);
}
