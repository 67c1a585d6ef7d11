//! Handing over: what colleagues do with what is handed to them, and what they hand to this desk.
//!
//! Owns: their delays, their yes and no, and their words. Never: what this desk's operator accepts.

use crate::live::{Deed, Scene};
use desk_contract::appeal::{Receiver, Transfer};
use desk_contract::command::{AcceptTransfer, CancelTransfer, DeclineTransfer, TransferAppeal};
use desk_contract::directory::Operator;
use desk_contract::id::OperatorId;
use desk_contract::operator::Presence;
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Slice};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const ANSWERS: Range<i64> = 3_000..11_000;
/// A colleague leaves what is for a group of this desk's operator to him for a while.
const LEAVES_TO_ME: Range<i64> = 60_000..120_000;
const TAKES_BACK: Range<i64> = 120_000..200_000;
const HANDS_OVER: Range<i64> = 6_000..15_000;
/// Nothing is handed over at once when the page is opened.
const SETTLE: Range<i64> = 25_000..90_000;
/// One appeal of a colleague in so many goes to this desk.
const HANDED_ONE_IN: u64 = 9;
/// One colleague in so many declines.
const DECLINED_ONE_IN: u64 = 5;

const NO: &[&str] = &[
    "Сейчас на двух обращениях сразу, не успею",
    "Это лучше решит поддержка",
    "Клиента веду не я, спросите у старшего смены",
];
const ON_BREAK: &str = "На перерыве, буду через 15 минут";
const ON_THE_LINE: &str = "На другой линии";
const NOT_MINE: &str = "Не беру обращения из очереди, передайте группе";
const TO_ME: &[&str] = &[
    "Ухожу на перерыв, подхватите, пожалуйста",
    "Нужен ваш опыт: детали в переписке",
    "Клиент предупреждён, что ответите вы",
];
const TO_GROUP: &[&str] = &[
    "Вопрос оказался по вашей части, клиент предупреждён",
    "Не успеваю, клиент ждёт ответа",
    "Подхватите, пожалуйста: детали в переписке",
];

/// What becomes of what is handed over and waits for somebody's yes.
pub(crate) fn answer(scene: &Scene<'_>, appeal: &Appeal) -> Option<Deed> {
    let transfer = appeal.transfer.as_ref()?;
    match transfer.to {
        Receiver::Operator { id } if id == scene.me => takes_back(scene, appeal, transfer),
        Receiver::Operator { id } => by_one(scene, appeal, scene.world.directory().operator(id)?),
        Receiver::Group { id } => {
            let mut able = scene.ready_colleagues(id);
            able.retain(|colleague| {
                Some(*colleague) != appeal.operator() && can_talk(scene, appeal, *colleague)
            });
            let chance = scene.seed.of(("accepts", appeal.id, appeal.version));
            let leaves = transfer.from != scene.me && scene.is_of_mine(id);
            let due = scene.due(transfer.at, chance, if leaves { LEAVES_TO_ME } else { ANSWERS });
            if able.is_empty() {
                return takes_back(scene, appeal, transfer);
            }
            let by = chance.of("by").pick(&able);
            Some(Deed::done(Subject::Appeal(appeal.id), due, by, AcceptTransfer { appeal: appeal.id }))
        }
    }
}

/// A colleague whom nobody answers keeps it after all.
fn takes_back(scene: &Scene<'_>, appeal: &Appeal, transfer: &Transfer) -> Option<Deed> {
    let holder = appeal.operator().filter(|holder| *holder != scene.me)?;
    let chance = scene.seed.of(("takes back", appeal.id, appeal.version));
    let due = scene.due(transfer.at, chance, TAKES_BACK);
    Some(Deed::done(Subject::Appeal(appeal.id), due, holder, CancelTransfer { appeal: appeal.id }))
}

fn by_one(scene: &Scene<'_>, appeal: &Appeal, to: &Operator) -> Option<Deed> {
    let chance = scene.seed.of(("accepts", appeal.id, appeal.version));
    let due = scene.due(appeal.transfer.as_ref()?.at, chance, ANSWERS);
    let no = if to.groups.is_empty() {
        Some(NOT_MINE)
    } else if to.presence != Presence::Ready {
        Some(ON_BREAK)
    } else if !can_talk(scene, appeal, to.id) {
        Some(ON_THE_LINE)
    } else {
        chance.of("declines").one_in(DECLINED_ONE_IN).then(|| chance.of("why").pick(NO))
    };
    let of = Subject::Appeal(appeal.id);
    Some(match no {
        Some(comment) => {
            Deed::done(of, due, to.id, DeclineTransfer { appeal: appeal.id, comment: comment.to_owned() })
        }
        None => Deed::done(of, due, to.id, AcceptTransfer { appeal: appeal.id }),
    })
}

/// Nobody takes over a caller while he talks to another.
fn can_talk(scene: &Scene<'_>, appeal: &Appeal, colleague: OperatorId) -> bool {
    appeal.live_call().is_none() || scene.world.live_call_of(colleague).is_none()
}

/// A colleague hands an appeal to this desk, once, where there is room for it.
pub(crate) fn handed_to_me(scene: &Scene<'_>, appeal: &Appeal, by: OperatorId) -> Option<Deed> {
    let chance = scene.seed.of(("hands over", appeal.id));
    let may = scene.is_ready(scene.me)
        && scene.memory.has_room()
        && !scene.memory.was_handed_over(appeal.id)
        && chance.one_in(HANDED_ONE_IN);
    if !may {
        return None;
    }
    let groups = &scene.world.directory().operator(scene.me)?.groups;
    // Rather to another group: those of its own have seen it in their queue.
    let other: Vec<_> = groups.iter().copied().filter(|group| *group != appeal.group).collect();
    let groups = if other.is_empty() { groups } else { &other };
    let (to, ways) = if groups.is_empty() || chance.of("to me").one_in(2) {
        (Receiver::Operator { id: scene.me }, TO_ME)
    } else {
        (Receiver::Group { id: chance.of("group").pick(groups) }, TO_GROUP)
    };
    let comment = chance.of("why").pick(ways).to_owned();
    let due = scene.due(appeal.last_action_at, chance, HANDS_OVER);
    let due = due.max(scene.after_opening(chance, SETTLE));
    Some(Deed::done(Subject::Appeal(appeal.id), due, by, TransferAppeal { appeal: appeal.id, to, comment }))
}
