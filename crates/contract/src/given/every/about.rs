//! Wishes about one appeal: what it is about, how it ends, with what it is linked.

use super::*;
use crate::appeal::{Link, LinkKind};
use crate::history::Rating;

pub(super) fn wish(name: &str, dice: &mut Dice) -> Option<Command> {
    let appeal = dice.appeal();
    Some(match name {
        "set_topic" => {
            let topic = dice.mostly(Some(topic(1)), &[None, Some(topic(2)), Some(topic(3)), Some(topic(9))]);
            SetTopic { appeal, topic }.into()
        }
        "comment_appeal" => CommentAppeal { appeal, comment: dice.comment() }.into(),
        "close_appeal" => {
            let outcome = dice.mostly(solved(), &[outcome(2), outcome(2), outcome(3), unheard_of()]);
            CloseAppeal { appeal, outcome, comment: dice.comment() }.into()
        }
        "mark_spam" => MarkSpam { appeal }.into(),
        "undo_spam" => UndoSpam { appeal }.into(),
        "reopen_appeal" => ReopenAppeal { appeal }.into(),
        "link_appeal" => LinkAppeal { appeal, link: link(dice) }.into(),
        "unlink_appeal" => {
            let kind = dice.pick(&[LinkKind::Deal, LinkKind::Contact, LinkKind::Organisation]);
            UnlinkAppeal { appeal, kind }.into()
        }
        "rate_appeal" => {
            let place = dice.mostly(1, &[2, 3, 0, 4]);
            let rating = dice.pick(&[Rating::Good, Rating::Bad, Rating::Excellent, Rating::Normal]);
            RateAppeal { appeal, place, rating }.into()
        }
        "walk_script" => {
            let script = dice.mostly(script(1), &[script(9)]);
            WalkScript { appeal, script, step: step(dice.pick(&[1, 2, 3, 2, 9])) }.into()
        }
        "step_back" => StepBack { appeal, from: step(dice.pick(&[1, 2, 2, 3])) }.into(),
        "send_to_crm" => SendToCrm { appeal }.into(),
        "report_crm" => ReportCrm { appeal, result: crm_result(dice) }.into(),
        "postpone_campaign_task" => {
            let until = dice.mostly(at(86_400), &[at(90_000), at(-1)]);
            PostponeCampaignTask { appeal, until }.into()
        }
        "return_to_campaign" => ReturnToCampaign { appeal, comment: dice.comment() }.into(),
        _ => return None,
    })
}

fn link(dice: &mut Dice) -> Link {
    match dice.roll() % 3 {
        0 => Link::Deal { id: dice.deal() },
        1 => Link::Contact { id: dice.contact() },
        _ => Link::Organisation { id: dice.organisation() },
    }
}

fn crm_result(dice: &mut Dice) -> CrmResult {
    let link = Some("https://crm.example/leads/100".to_owned());
    let reason = "Нет ответа от CRM".to_owned();
    dice.pick(&[CrmResult::Sent { link }, CrmResult::Failed { reason }, CrmResult::Sent { link: None }])
}
