//! The outbox: order where it matters, none where it does not, and nothing leaves twice or is lost.

use chrono::DateTime;
use desk_contract::command::{CommentAppeal, MarkRead, SaveDraft, SendMessage, TakeAppeal};
use desk_contract::id::{AppealId, AttachmentId, CommandId, MessageId, OperatorId};
use desk_contract::own::DraftKind;
use desk_contract::{Command, Timestamp};
use desk_courier::{Failed, Keeping, Kept, Outbox, keeping};
use proptest::prelude::*;

fn noon() -> Timestamp {
    DateTime::UNIX_EPOCH
}

fn appeal(which: u8) -> AppealId {
    AppealId::new(noon(), [which; 10])
}

fn kept(place: u64, command: Command) -> Kept {
    let mut chance = [0; 10];
    chance[6..].copy_from_slice(&u32::try_from(place).unwrap_or_default().to_be_bytes());
    Kept {
        id: CommandId::new(noon(), chance),
        operator: OperatorId::new(noon(), [9; 10]),
        at: noon(),
        place,
        command,
    }
}

fn about(place: u64, which: u8) -> Kept {
    kept(place, CommentAppeal { appeal: appeal(which), comment: place.to_string() }.into())
}

#[derive(Clone, Debug)]
enum Fate {
    Put(u8),
    Leaves,
    Answers(usize),
    Fails(usize),
    Passes(u16),
    Wakes,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => (0u8..5).prop_map(Fate::Put),
        3 => Just(Fate::Leaves),
        2 => (0usize..8).prop_map(Fate::Answers),
        1 => (0usize..8).prop_map(Fate::Fails),
        1 => (1u16..40_000).prop_map(Fate::Passes),
        1 => Just(Fate::Wakes),
    ]
}

proptest! {
    #[test]
    fn each_appeals_commands_are_answered_in_order_and_all_of_them(fates in proptest::collection::vec(fate(), 0..150)) {
        let (mut outbox, mut now, mut place) = (Outbox::default(), 0, 0);
        let mut under_way: Vec<Kept> = Vec::new();
        let mut answered: Vec<Kept> = Vec::new();
        let end = std::iter::repeat_n([Fate::Passes(40_000), Fate::Leaves, Fate::Answers(0), Fate::Answers(0)], 200).flatten();
        for fate in fates.into_iter().chain(end) {
            match fate {
                Fate::Put(which) => {
                    place += 1;
                    outbox.put(about(place, which));
                    outbox.put(about(place, which));
                }
                Fate::Leaves => under_way.extend(outbox.leave(now)),
                Fate::Answers(which) if which < under_way.len() => {
                    let it = under_way.remove(which);
                    prop_assert!(outbox.answered(it.id).is_some());
                    prop_assert!(outbox.answered(it.id).is_none());
                    answered.push(it);
                }
                Fate::Fails(which) if which < under_way.len() => {
                    let it = under_way.remove(which);
                    outbox.failed(it.id, now, (None, false), 3);
                }
                Fate::Passes(ms) => now += u64::from(ms),
                Fate::Wakes => outbox.wake(),
                Fate::Answers(_) | Fate::Fails(_) => {}
            }
            for one in &under_way {
                let rivals = under_way.iter().filter(|it| it.command_is_about() == one.command_is_about());
                prop_assert_eq!(rivals.count(), 1, "two of one appeal are under way");
            }
        }
        prop_assert_eq!(outbox.kept().len(), 0);
        prop_assert_eq!(answered.len() as u64, place);
        for which in 0..5 {
            let of_one = answered.iter().filter(|it| it.command_is_about() == appeal(which)).map(|it| it.place);
            prop_assert!(of_one.is_sorted());
        }
    }
}

trait About {
    fn command_is_about(&self) -> AppealId;
}

impl About for Kept {
    fn command_is_about(&self) -> AppealId {
        match &self.command {
            Command::CommentAppeal(it) => it.appeal,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_stuck_appeal_holds_up_nobody_else() {
    let mut outbox = Outbox::default();
    outbox.put(about(1, 1));
    outbox.put(about(2, 1));
    outbox.put(about(3, 2));
    let left: Vec<_> = outbox.leave(0).iter().map(|it| it.place).collect();
    assert_eq!(left, [1, 3]);
    let first = about(1, 1).id;
    assert_eq!(outbox.failed(first, 0, (None, false), 0), Failed::Waits);
    assert!(outbox.leave(0).is_empty(), "the second of the first appeal does not overtake the first");
    outbox.wake();
    assert_eq!(outbox.leave(0).iter().map(|it| it.place).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_server_that_names_a_time_is_left_alone_until_then() {
    let mut outbox = Outbox::default();
    outbox.put(about(1, 1));
    outbox.leave(0);
    outbox.failed(about(1, 1).id, 0, (Some(60_000), false), 0);
    assert!(outbox.leave(59_999).is_empty());
    assert_eq!(outbox.leave(60_000).len(), 1);
}

/// Five cuts and then one answer of 500 say nothing against a command; six such answers in a row do.
#[test]
fn a_bad_line_gives_no_command_back() {
    let mut outbox = Outbox::default();
    outbox.put(about(1, 1));
    let id = about(1, 1).id;
    for _ in 0..20 {
        assert_eq!(outbox.failed(id, 0, (None, false), 0), Failed::Waits);
        assert_eq!(outbox.failed(id, 0, (None, true), 0), Failed::Waits);
    }
    let bugs: Vec<_> = (0..5).map(|_| outbox.failed(id, 0, (None, true), 0)).collect();
    assert_eq!(bugs, [Failed::Waits, Failed::Waits, Failed::Waits, Failed::Waits, Failed::IsHopeless]);
}

#[test]
fn what_was_found_on_disk_keeps_its_place() {
    let mut outbox = Outbox::default();
    outbox.put(about(5, 1));
    outbox.put(about(2, 1));
    assert_eq!(outbox.leave(0).iter().map(|it| it.place).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_message_wants_its_files() {
    let file = AttachmentId::new(noon(), [4; 10]);
    let message = MessageId::new(noon(), [5; 10]);
    let said =
        SendMessage {
            appeal: appeal(1), message, text: "Договор".to_owned(), attachments: vec![file]
        };
    let mut outbox = Outbox::default();
    outbox.put(kept(1, said.into()));
    assert!(outbox.wants_file(file));
    assert!(!outbox.wants_file(AttachmentId::new(noon(), [6; 10])));
}

#[test]
fn what_was_meant_for_a_moment_does_not_outlive_it() {
    let take = TakeAppeal { appeal: appeal(1) };
    assert_eq!(keeping(&take.into()), Keeping::UntilAnswered);
    let draft = SaveDraft { appeal: appeal(1), kind: DraftKind::Message, text: String::new() };
    assert_eq!(keeping(&draft.into()), Keeping::ByTheDesk);
    let answer = desk_contract::command::AnswerCall { appeal: appeal(1) };
    assert_eq!(keeping(&answer.into()), Keeping::ForTheMoment);
}

/// What the client wrote is read by whoever has taken it: sent at once, it would be refused while the taking waits.
#[test]
fn what_marks_as_read_waits_for_the_taking() {
    let read = MarkRead { appeal: appeal(1), seen: None }.into();
    assert_eq!(keeping(&read), Keeping::ByTheDesk, "it is not kept, and takes its turn");
    let mut outbox = Outbox::default();
    let take = kept(1, TakeAppeal { appeal: appeal(1) }.into());
    outbox.put(take.clone());
    let turn = outbox.awaits_turn(&read).expect("the taking is before it");
    // Under way is not answered.
    outbox.leave(0);
    outbox.failed(take.id, 0, (None, false), 0);
    assert_eq!(outbox.answered(take.id), Some(vec![turn]));
    assert_eq!(outbox.awaits_turn(&read), None);
}

#[test]
fn it_is_read_from_disk_as_it_was_written() {
    let one = about(1, 3);
    let text = serde_json::to_string(&one).expect("a command is JSON");
    assert_eq!(serde_json::from_str::<Kept>(&text).expect("it was written so"), one);
}

#[test]
fn what_is_not_kept_has_its_turn_when_all_that_it_hangs_on_is_answered() {
    let mut outbox = Outbox::default();
    let draft =
        |which| SaveDraft { appeal: appeal(which), kind: DraftKind::Note, text: String::new() }.into();
    assert_eq!(outbox.awaits_turn(&draft(1)), None, "there is nothing before it");
    let (take, comment, other) = (about(1, 1), about(2, 1), about(3, 2));
    [&take, &comment, &other].into_iter().for_each(|it| outbox.put(it.clone()));
    let turn = outbox.awaits_turn(&draft(1)).unwrap();
    let given_up = outbox.awaits_turn(&draft(1)).unwrap();
    assert_ne!(turn, given_up);
    assert_eq!(outbox.awaits_turn(&draft(3)), None, "nobody speaks of that appeal");
    // What comes after it does not keep it waiting.
    let later = about(4, 1);
    outbox.put(later.clone());
    outbox.forgets_turn(given_up);
    assert_eq!(outbox.answered(other.id), Some(Vec::new()));
    assert_eq!(outbox.answered(take.id), Some(Vec::new()), "one is still before it");
    // That it was tried and must be tried again is no answer.
    outbox.leave(0);
    outbox.failed(comment.id, 0, (None, false), 0);
    assert_eq!(outbox.answered(comment.id), Some(vec![turn]));
    assert_eq!(outbox.answered(comment.id), None);
    assert_eq!(outbox.answered(later.id), Some(Vec::new()), "its turn has come already");
}
