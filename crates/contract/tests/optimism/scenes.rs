//! Wishes that follow from each other, and whose they are.

use crate::cast::*;
use crate::wishes::*;
use desk_contract::Command;
use desk_contract::appeal::Link;
use desk_contract::command::*;
use proptest::prelude::*;
use proptest::sample::select;

/// Who wishes a part of a scene.
#[derive(Clone, Copy, Debug)]
enum Who {
    /// The operator whose scene it is.
    He,
    /// The colleague by the second number: the one to whom [`to_colleague`] hands over.
    Colleague,
    Outside,
}

/// What follows from what came before it, or hardly any of it would be granted.
const SCENES: &[&[(Who, Made)]] = &[
    &[(Who::He, |a, _, _| draft(a, "Добрый")), (Who::He, |a, _, _| draft(a, ""))],
    &[
        (Who::Outside, |a, b, _| OfferAppeal { appeal: appeal(a), to: operator(1 + b % 3) }.into()),
        (Who::Colleague, |a, _, _| DeclineOffer { appeal: appeal(a) }.into()),
    ],
    &[
        (Who::He, |a, _, _| take(a)),
        (Who::He, |a, b, _| to_colleague(a, b)),
        (Who::Colleague, |a, _, _| accept(a)),
    ],
    &[
        (Who::He, |a, _, _| take(a)),
        (Who::He, |a, b, _| to_colleague(a, b)),
        (Who::Colleague, |a, b, _| decline(a, b)),
    ],
    &[
        (Who::He, |a, b, _| to_colleague(a, b)),
        (Who::He, |a, _, _| CancelTransfer { appeal: appeal(a) }.into()),
    ],
    &[
        (Who::He, |a, _, _| take(a)),
        (Who::He, |a, b, _| send(a, b, "Минуту")),
        (Who::Outside, |a, b, _| fail(a, b)),
        (Who::He, |a, b, _| RetryMessage { appeal: appeal(a), message: message(b) }.into()),
    ],
    &[(Who::Outside, receive), (Who::He, |a, _, _| MarkRead { appeal: appeal(a), seen: None }.into())],
    &[
        (Who::He, |_, _, _| take(3)),
        (Who::He, |_, _, _| HoldCall { appeal: appeal(3) }.into()),
        (Who::He, |_, _, _| ResumeCall { appeal: appeal(3) }.into()),
        (Who::He, |_, _, _| MuteCall { appeal: appeal(3), is_muted: true }.into()),
        (Who::He, |_, b, _| PressKeys { appeal: appeal(3), keys: b.to_string() }.into()),
        (Who::He, |_, _, _| HangUp { appeal: appeal(3) }.into()),
        (Who::He, |_, _, _| call(3)),
    ],
    &[
        (Who::He, |_, _, _| take(3)),
        (Who::He, |_, b, _| to_colleague(3, b)),
        (Who::Colleague, |_, _, _| accept(3)),
    ],
    &[
        (Who::He, |a, b, _| walk(a, b)),
        (Who::He, |a, b, _| walk(a, b + 1)),
        (Who::He, |a, b, _| StepBack { appeal: appeal(a), from: step(b + 1) }.into()),
    ],
    &[
        (Who::He, |a, b, _| BindContact { appeal: appeal(a), contact: contact(1 + b % 2) }.into()),
        (Who::He, |a, _, _| SendToCrm { appeal: appeal(a) }.into()),
        (Who::He, save_deal),
        (Who::He, |a, b, _| LinkAppeal { appeal: appeal(a), link: Link::Deal { id: deal(b) } }.into()),
    ],
    &[
        (Who::He, |_, b, c| save_task(b, c)),
        (Who::Colleague, |_, b, _| FinishTask { task: task(b), is_done: true }.into()),
    ],
    &[
        (Who::He, |_, b, _| merging(b, 1, 2)),
        (Who::Colleague, |_, b, _| UndoMerge { merge: merge(b) }.into()),
    ],
    &[
        (Who::He, |a, _, _| MarkSpam { appeal: appeal(a) }.into()),
        (Who::He, |a, _, _| UndoSpam { appeal: appeal(a) }.into()),
    ],
    &[
        (Who::He, |a, _, _| {
            CloseAppeal { appeal: appeal(a), outcome: outcome(1), comment: String::new() }.into()
        }),
        (Who::Colleague, |a, _, _| ReopenAppeal { appeal: appeal(a) }.into()),
    ],
    &[(Who::He, |_, b, _| card_with_places(1 + b % 2)), (Who::He, |a, b, c| start(a, 1 + b % 2, c))],
];

/// One wish or several that belong together, each with the place of its browser; none for what comes from
/// outside.
pub(crate) fn scenes() -> impl Strategy<Value = Vec<(Option<usize>, Command)>> {
    let single = (0..3_usize, by_operators()).prop_map(|(browser, wish)| vec![(Some(browser), wish)]);
    let outside = (select(OUTSIDE), numbers()).prop_map(|(made, (a, b, c))| vec![(None, made(a, b, c))]);
    let scene = (select(SCENES), 0..3_usize, numbers()).prop_map(|(scene, browser, (a, b, c))| {
        let part = |(who, made): &(Who, Made)| match who {
            Who::He => (Some(browser), made(a, b, c)),
            Who::Colleague => (Some(usize::from(b % 3)), made(a, b, c)),
            Who::Outside => (None, made(a, b, c)),
        };
        scene.iter().map(part).collect()
    });
    prop_oneof![4 => single, 1 => outside, 3 => scene]
}
