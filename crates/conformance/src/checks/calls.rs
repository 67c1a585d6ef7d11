//! Calls: picked up, held, ended, called back; by a script; by the dialer; and what the desk then writes by itself
//! (H1, W4, H10, A3).

use super::wishes::{number, send};
use crate::check::{Held, checks, ensure};
use crate::dice::id;
use crate::kit::Kit;
use desk_contract::Slice;
use desk_contract::appeal::Receiver;
use desk_contract::call::{CallEnd, Party};
use desk_contract::campaign::{CampaignTask, CampaignTaskState};
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::history::{Creation, Direction, Rating};
use desk_contract::id::{CampaignId, CampaignTaskId, ContactId, EntryPointId, OperatorId, ScriptId, StepId};
use desk_contract::message::MessageKind;

checks! {
    "calls.call" [H1] "a call is picked up, held, muted, keyed and ended, each in its state" => call;
    "calls.missed" [H1 R8] "a caller whom nobody takes is closed as missed" => missed;
    "calls.back" [H1] "a client is called back, by one of his numbers" => back;
    "calls.two" [H1 Q1] "nobody talks to two at once" => two;
    "calls.handed_over" [H6 H1] "a live call goes with its appeal to whoever accepts it" => handed_over;
    "calls.script" [W4] "a script is walked step by step, and back" => script;
    "calls.dialer" [H10] "a call of the dialer is moved to another hour or handed back" => dialer;
    "calls.automatic" [A1 A3] "after a talk, and after a refusal, the desk writes the SMS of its rules, once" => automatic;
    "calls.rated" [R8 R12] "a client rates, in words of his channel" => rated;
}

fn ended(appeal: desk_contract::id::AppealId, why: CallEnd) -> ReportCall {
    ReportCall { appeal, report: CallReport::Ended { why } }
}

async fn call(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let appeal = kit.calls().await?;
    let party = Party::Operator { id: anna.id().unwrap_or_else(|| id(OperatorId::new)) };
    let nobody = CallReport::Rings { party: Party::Operator { id: id(OperatorId::new) } };
    kit.model.refuses(&connector, ReportCall { appeal, report: nobody }, "unknown_operator").await?;
    kit.model.refuses(&anna, ended(appeal, CallEnd::ByClient), "not_your_part").await?;
    kit.model.grants(&connector, ReportCall { appeal, report: CallReport::Rings { party } }).await?;
    kit.model.refuses(&anna, HoldCall { appeal }, "still_waiting").await?;
    kit.model.grants(&anna, AnswerCall { appeal }).await?;
    kit.model.grants(&anna, AnswerCall { appeal }).await?;
    kit.model.refuses(&anna, send(appeal, "в звонке"), "no_text_here").await?;
    kit.model.refuses(&anna, kit.closes(appeal), "call_still_live").await?;
    kit.model.refuses(&anna, ReturnAppeal { appeal, comment: String::new() }, "call_still_live").await?;
    kit.model.grants(&anna, HoldCall { appeal }).await?;
    kit.model.refuses(&anna, PressKeys { appeal, keys: "1".to_owned() }, "not_talking").await?;
    kit.model.grants(&anna, ResumeCall { appeal }).await?;
    kit.model.grants(&anna, MuteCall { appeal, is_muted: true }).await?;
    kit.model.grants(&anna, MuteCall { appeal, is_muted: true }).await?;
    kit.model.refuses(&anna, PressKeys { appeal, keys: "один".to_owned() }, "no_such_keys").await?;
    kit.model.grants(&anna, PressKeys { appeal, keys: "1*#".to_owned() }).await?;
    kit.model.grants(&anna, HangUp { appeal }).await?;
    kit.model.refuses(&anna, HangUp { appeal }, "no_call").await?;
    kit.model.refuses(&anna, AnswerCall { appeal }, "no_call").await?;
    kit.model.grants(&anna, kit.closes(appeal)).await?;
    kit.reads_alike(appeal).await
}

async fn missed(kit: &mut Kit) -> Held {
    let appeal = kit.calls().await?;
    kit.model.grants(&kit.connector.clone(), ended(appeal, CallEnd::ByClient)).await?;
    let is_closed = kit.model.world.appeal(appeal).is_some_and(|it| it.closing().is_some());
    ensure(is_closed, "it is closed", "it is open")?;
    kit.reads_alike(appeal).await
}

async fn back(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let text = kit.anna_has("Перезвоните").await?;
    let any = number()?;
    kit.model
        .refuses(&anna, PlaceCall { appeal: text, number: any.clone(), entry_point: None }, "no_call_here")
        .await?;
    let appeal = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&connector, ended(appeal, CallEnd::ByClient)).await?;
    let call = kit.model.world.appeal(appeal).and_then(|it| it.call.clone());
    let own = call.and_then(|call| call.number).unwrap_or_else(|| any.clone());
    let place = |number, entry_point| PlaceCall { appeal, number, entry_point };
    kit.model.refuses(&anna, place(any.clone(), None), "not_on_card").await?;
    kit.model.refuses(&anna, place(own.clone(), Some(id(EntryPointId::new))), "unknown_entry_point").await?;
    kit.model.grants(&anna, place(own.clone(), None)).await?;
    kit.model.refuses(&anna, HoldCall { appeal }, "not_talking").await?;
    kit.model.grants(&connector, ended(appeal, CallEnd::Busy)).await?;
    kit.model.grants(&anna, place(own, None)).await?;
    let answered = CallReport::Answered { party: Party::Client };
    kit.model.grants(&connector, ReportCall { appeal, report: answered }).await?;
    kit.model.grants(&anna, HangUp { appeal }).await?;
    kit.reads_alike(appeal).await
}

async fn two(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let (first, second) = (kit.calls().await?, kit.calls().await?);
    kit.model.grants(&anna, TakeAppeal { appeal: first }).await?;
    kit.model.refuses(&anna, TakeAppeal { appeal: second }, "in_another_call").await?;
    kit.model.refuses(&anna, AnswerCall { appeal: second }, "in_another_call").await?;
    kit.model.grants(&anna, MarkSpam { appeal: first }).await?;
    kit.model.grants(&anna, AnswerCall { appeal: second }).await?;
    kit.model.grants(&anna, HangUp { appeal: second }).await?;
    kit.reads_alike(second).await
}

async fn handed_over(kit: &mut Kit) -> Held {
    let (anna, boris) = (kit.anna.clone(), kit.boris()?);
    let appeal = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&anna, HoldCall { appeal }).await?;
    let to = Receiver::Operator { id: boris.id().unwrap_or_else(|| id(OperatorId::new)) };
    kit.model.grants(&anna, TransferAppeal { appeal, to, comment: "Просит Бориса".to_owned() }).await?;
    kit.model.grants(&boris, AcceptTransfer { appeal }).await?;
    kit.model.refuses(&anna, HangUp { appeal }, "not_yours").await?;
    kit.model.grants(&boris, HangUp { appeal }).await?;
    kit.reads_alike(appeal).await
}

async fn script(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    let (script, [first, second, _]) = (kit.things.script, kit.things.steps);
    let walk = |script, step| WalkScript { appeal, script, step };
    kit.model.refuses(&anna, walk(id(ScriptId::new), first), "unknown_script").await?;
    kit.model.refuses(&anna, walk(script, id(StepId::new)), "unknown_script").await?;
    for step in [first, second, second] {
        kit.model.grants(&anna, walk(script, step)).await?;
    }
    for from in [second, second, first] {
        kit.model.grants(&anna, StepBack { appeal, from }).await?;
    }
    kit.model.grants(&anna, HangUp { appeal }).await?;
    kit.reads_alike(appeal).await
}

async fn dialer(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let task = CampaignTask {
        id: id(CampaignTaskId::new),
        version: 1,
        campaign: kit.things.campaign,
        number: number()?,
        contact: None,
        state: CampaignTaskState::Planned { not_before: None },
        attempts: 0,
    };
    kit.model.refuses(&anna, PlanCampaignTask { task: task.clone() }, "not_your_part").await?;
    let of_none = CampaignTask { campaign: id(CampaignId::new), ..task.clone() };
    kit.model.refuses(&connector, PlanCampaignTask { task: of_none }, "unknown_campaign").await?;
    let of_nobody = CampaignTask { contact: Some(id(ContactId::new)), ..task.clone() };
    kit.model.refuses(&connector, PlanCampaignTask { task: of_nobody }, "unknown_contact").await?;
    kit.model.grants(&connector, PlanCampaignTask { task: task.clone() }).await?;
    kit.model.grants(&connector, PlanCampaignTask { task: task.clone() }).await?;
    let another = CampaignTask { number: number()?, ..task.clone() };
    kit.model.refuses(&connector, PlanCampaignTask { task: another }, "already_exists").await?;
    let mut appeals = Vec::new();
    for _ in 0..2 {
        let address = desk_contract::address::Address::Phone { number: task.number.clone() };
        let (direction, creation) = (Direction::Outgoing, Creation::Dialer);
        let comes = RegisterAppeal {
            direction,
            creation,
            campaign_task: Some(task.id),
            ..kit.comes(Channel::Call, address)
        };
        let appeal = comes.appeal;
        kit.model.grants(&connector, comes).await?;
        kit.model.grants(&anna, TakeAppeal { appeal }).await?;
        kit.model.grants(&anna, HangUp { appeal }).await?;
        appeals.push(appeal);
        let until = kit.model.now();
        kit.model
            .refuses(
                &anna,
                PostponeCampaignTask { appeal, until: until - chrono::TimeDelta::hours(1) },
                "in_the_past",
            )
            .await?;
        let later = PostponeCampaignTask { appeal, until: until + chrono::TimeDelta::days(1) };
        kit.model.grants(&anna, later.clone()).await?;
        kit.model.grants(&anna, later).await?;
        kit.model.grants(&anna, ReturnToCampaign { appeal, comment: "Просит позже".to_owned() }).await?;
        kit.model.refuses(&anna, ReopenAppeal { appeal }, "back_in_campaign").await?;
        kit.reads_alike(appeal).await?;
    }
    let appeal = kit.anna_has("Не из обзвона").await?;
    kit.model.refuses(&anna, ReturnToCampaign { appeal, comment: String::new() }, "not_from_campaign").await
}

async fn automatic(kit: &mut Kit) -> Held {
    let anna = kit.anna.clone();
    let appeal = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&anna, HangUp { appeal }).await?;
    let outcome = kit.things.outcomes[1];
    kit.model.grants(&anna, CloseAppeal { appeal, outcome, comment: "Отказался".to_owned() }).await?;
    let thread = kit.model.world.thread(appeal).map(|it| it.messages.clone()).unwrap_or_default();
    let sent = thread.iter().filter(|it| matches!(it.kind, MessageKind::Sms { .. })).count();
    ensure(sent >= 2, "an SMS after the talk and one after the refusal", format!("{sent}"))?;
    kit.reads_alike(appeal).await
}

async fn rated(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    let text = kit.anna_has("Оцените").await?;
    let rate = |appeal, place, rating| RateAppeal { appeal, place, rating };
    kit.model.refuses(&anna, rate(text, 1, Rating::Good), "not_your_part").await?;
    kit.model.refuses(&connector, rate(text, 4, Rating::Good), "unknown_rating").await?;
    kit.model.refuses(&connector, rate(text, 1, Rating::Excellent), "unknown_rating").await?;
    kit.model.grants(&connector, rate(text, 1, Rating::Good)).await?;
    kit.model.grants(&connector, rate(text, 1, Rating::Good)).await?;
    let call = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal: call }).await?;
    kit.model.grants(&connector, rate(call, 2, Rating::Excellent)).await?;
    kit.model.grants(&anna, HangUp { appeal: call }).await?;
    kit.reads_alike(call).await
}
