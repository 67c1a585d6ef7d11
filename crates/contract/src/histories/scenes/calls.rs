//! Calls, and the dialer that makes them.

use super::Play;
use super::talks::{closes, comes, takes};
use crate::call::{CallEnd, Party};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::channel::Channel;
use crate::command::*;
use crate::given::*;
use crate::history::{Creation, Direction, Rating};

fn told(id: u8, report: CallReport) -> ReportCall {
    ReportCall { appeal: appeal(id), report }
}

fn answers(party: Party) -> CallReport {
    CallReport::Answered { party }
}

fn over(why: CallEnd) -> CallReport {
    CallReport::Ended { why }
}

/// A client calls, is talked to by a script, and is called back.
pub(super) fn a_call(play: &mut Play, id: u8) {
    let it = appeal(id);
    let number = "+79990000001";
    let annas = Party::Operator { id: anna() };
    let walks = script(play.dice.mostly(1, &[9]));
    let goes_to = |number| WalkScript { appeal: it, script: walks, step: step(number) };
    play.then(CONNECTOR, comes(id, Channel::Call, phone(number)));
    play.then(CONNECTOR, told(id, CallReport::Rings { party: annas }));
    if play.dice.mostly(true, &[false]) {
        play.then(anna(), AnswerCall { appeal: it });
    } else {
        play.then(CONNECTOR, told(id, answers(annas)));
    }
    play.then(anna(), goes_to(1));
    play.then(anna(), goes_to(9));
    play.then(anna(), goes_to(2));
    play.then(anna(), StepBack { appeal: it, from: step(2) });
    play.then(anna(), HoldCall { appeal: it });
    if play.dice.mostly(false, &[true]) {
        play.then(anna(), PressKeys { appeal: it, keys: "1".to_owned() });
    }
    play.then(anna(), ResumeCall { appeal: it });
    play.then(anna(), MuteCall { appeal: it, is_muted: true });
    play.then(anna(), MuteCall { appeal: it, is_muted: false });
    let keys = play.dice.pick(&["1*#", "0", "", "1а"]).to_owned();
    play.then(anna(), PressKeys { appeal: it, keys });
    play.then(anna(), HangUp { appeal: it });
    play.then(anna(), PlaceCall { appeal: it, number: number.parse().unwrap(), entry_point: None });
    play.then(CONNECTOR, told(id, over(CallEnd::Busy)));
    play.then(anna(), PlaceCall { appeal: it, number: number.parse().unwrap(), entry_point: None });
    play.then(CONNECTOR, told(id, answers(Party::Client)));
    play.then(CONNECTOR, told(id, over(CallEnd::ByClient)));
    play.then(CONNECTOR, RateAppeal { appeal: it, place: 2, rating: Rating::Excellent });
    play.then(anna(), CloseAppeal { outcome: outcome(2), ..closes(id) });
}

/// A second client calls while the first is talked to.
pub(super) fn two_calls(play: &mut Play, id: u8) {
    let other = if id == 1 {
        2
    } else if id < 10 {
        1
    } else {
        id + 100
    };
    let annas = Party::Operator { id: anna() };
    for (id, number) in [(id, "+79990000001"), (other, "+79990000002")] {
        play.then(CONNECTOR, comes(id, Channel::Call, phone(number)));
        play.then(CONNECTOR, told(id, CallReport::Rings { party: annas }));
    }
    for id in [id, other] {
        play.then(anna(), takes(id));
    }
    play.then(CONNECTOR, told(other, answers(annas)));
    play.then(boris(), takes(other));
    let to = crate::appeal::Receiver::Operator { id: anna() };
    play.then(boris(), TransferAppeal { appeal: appeal(other), to, comment: "Просит Анну".to_owned() });
    play.then(anna(), AcceptTransfer { appeal: appeal(other) });
    play.then(anna(), closes(id));
    play.then(anna(), HangUp { appeal: appeal(id) });
    play.then(anna(), AcceptTransfer { appeal: appeal(other) });
    play.then(CONNECTOR, told(other, over(CallEnd::ByClient)));
}

/// The desk calls; a caller whom nobody takes is missed.
pub(super) fn calling_out(play: &mut Play, id: u8) {
    play.then(anna(), start(appeal(id), Channel::Call, contact(1), phone("+79161234567")));
    play.then(CONNECTOR, told(id, answers(Party::Client)));
    play.then(anna(), HangUp { appeal: appeal(id) });
    play.then(anna(), closes(id));
    let missed = if id < 10 { 1 + id % 3 } else { id + 100 };
    play.then(CONNECTOR, comes(missed, Channel::Call, phone("+79990000003")));
    play.then(CONNECTOR, told(missed, over(CallEnd::ByClient)));
}

/// The dialer reaches somebody, who wants to be called another day.
pub(super) fn the_dialer(play: &mut Play, id: u8) {
    dialled(play, id, 3);
    play.then(anna(), HangUp { appeal: appeal(id) });
    let until = play.dice.mostly(at(864_000), &[at(-1)]);
    play.then(anna(), PostponeCampaignTask { appeal: appeal(id), until });
    play.then(anna(), closes(id));
}

/// Somebody whom the dialer reached is handed back to it.
pub(super) fn back_to_the_dialer(play: &mut Play, id: u8) {
    dialled(play, id, 1);
    if play.dice.mostly(true, &[false]) {
        play.then(anna(), HangUp { appeal: appeal(id) });
    }
    play.then(anna(), ReturnToCampaign { appeal: appeal(id), comment: "Просит перезвонить".to_owned() });
    play.then(anna(), ReopenAppeal { appeal: appeal(id) });
    let again = if id < 10 { 1 + id % 3 } else { id + 100 };
    dialled(play, again, 1);
    play.then(anna(), HangUp { appeal: appeal(again) });
    play.then(anna(), closes(again));
}

fn dialled(play: &mut Play, id: u8, task: u8) {
    let number = "+79160000009";
    let planned = CampaignTask {
        id: campaign_task(task),
        version: 1,
        campaign: campaign(1),
        number: number.parse().unwrap(),
        contact: None,
        state: CampaignTaskState::Planned { not_before: None },
        attempts: 0,
    };
    if task == 3 {
        play.then(CONNECTOR, PlanCampaignTask { task: planned });
    }
    let comes = comes(id, Channel::Call, phone(number));
    let (direction, creation) = (Direction::Outgoing, Creation::Dialer);
    let campaign_task = Some(campaign_task(play.dice.mostly(task, &[9])));
    play.then(CONNECTOR, RegisterAppeal { direction, creation, campaign_task, ..comes });
    play.then(anna(), takes(id));
}
