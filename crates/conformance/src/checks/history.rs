//! The history: rows, charts and files agree with the contract's own functions over the rows of the kit's group
//! (R1 to R6, R8, R10 to R13, U10, E6).

use crate::check::{Broken, Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::Slice;
use desk_contract::appeal::Outcome;
use desk_contract::call::CallEnd;
use desk_contract::command::*;
use desk_contract::history::{
    Column, Creation, GroupValue, Grouping, HistoryQuery, HistoryRow, Rating, RatingChoice, SortOrder,
    Sorting, Spoken, history_row, matches, report, sms_text, sort,
};
use desk_contract::id::AppealId;
use desk_contract::refusal::Language;
use desk_contract::wire::questions::*;
use desk_contract::wire::*;

checks! {
    "history.rows" [R1 R8 R10 R11] "a closed appeal is a row, as its events tell it; an open one is none" => rows;
    "history.filters" [R1 R2 R12] "each filter, and all together, give the rows that the contract's give" => filters;
    "history.sorting" [R8] "rows come sorted by any column, and any place can be asked for" => sorting;
    "history.report" [R3 R4 R5 R6] "the charts count what the contract's report counts over the same rows" => reports;
    "history.roles" [E6 R8] "an operator finds his own, without ratings; an administrator all" => roles;
}

/// All that came to the kit's group since it began.
pub(super) fn of_ours(kit: &Kit) -> HistoryQuery {
    let now = kit.model.now();
    let (from, until) = (now - chrono::TimeDelta::hours(2), now + chrono::TimeDelta::hours(2));
    HistoryQuery { groups: vec![kit.things.support], ..HistoryQuery::of_period(from, until) }
}

/// What the history should have, latest closed first, as somebody sees it.
pub(super) fn known(kit: &Kit, who: &Person) -> Result<Vec<HistoryRow>, Broken> {
    let me = kit.model.operator(who.id().unwrap_or_else(|| id(desk_contract::id::OperatorId::new)))?;
    let world = &kit.model.world;
    let row = |appeal: &desk_contract::Appeal| {
        let contact = appeal.contact.and_then(|id| world.cards().contact(id));
        let line = world.directory().entry_point(appeal.entry_point);
        let messages = world.thread(appeal.id).map(|it| it.messages.as_slice()).unwrap_or_default();
        history_row(appeal, contact, line, sms_text(appeal, messages))?.as_seen_by(&me)
    };
    let mut rows: Vec<HistoryRow> = world.appeals().filter_map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.closed_at, row.appeal)));
    Ok(rows)
}

fn asks(query: &HistoryQuery, chosen: Option<GroupValue>, sorting: Option<Sorting>) -> HistoryQuestion {
    let limit = Limit::try_from(15).unwrap_or_default();
    HistoryQuestion { query: query.clone(), chosen, sorting, language: Language::Ru, cursor: None, limit }
}

/// The table, piece by piece.
async fn table(who: &Person, mut question: HistoryQuestion) -> Result<Vec<HistoryRow>, Broken> {
    let mut rows: Vec<HistoryRow> = Vec::new();
    loop {
        let page = who.bring::<ReadHistory>(&[], &question).await?;
        let page = page.map_err(|problem| Broken::new("the history's table", problem.detail))?;
        rows.extend(page.items);
        question.cursor = page.next_cursor;
        if question.cursor.is_none() || rows.len() > 10_000 {
            let total = u64::try_from(rows.len()).unwrap_or_default();
            same("as many rows as were promised", &page.total, &total)?;
            return Ok(rows);
        }
    }
}

/// Closed appeals of several kinds.
pub(super) async fn happens(kit: &mut Kit) -> Held {
    let (anna, connector) = (kit.anna.clone(), kit.connector.clone());
    for (place, rating) in [(1, Rating::Good), (2, Rating::Bad)] {
        let appeal = kit.anna_has("Добрый день").await?;
        kit.model.grants(&anna, super::wishes::send(appeal, "Здравствуйте")).await?;
        let topic = Some(kit.things.topics[usize::from(place == 1)]);
        kit.model.grants(&anna, SetTopic { appeal, topic }).await?;
        let comment = if place == 1 { "=1+1" } else { "Обычный; «комментарий»" };
        kit.model.grants(&anna, CloseAppeal { comment: comment.to_owned(), ..kit.closes(appeal) }).await?;
        kit.model.grants(&connector, RateAppeal { appeal, place, rating }).await?;
    }
    let appeal = kit.calls().await?;
    kit.model.grants(&anna, TakeAppeal { appeal }).await?;
    kit.model.grants(&anna, HangUp { appeal }).await?;
    kit.model.grants(&anna, CloseAppeal { outcome: kit.things.outcomes[1], ..kit.closes(appeal) }).await?;
    kit.model.grants(&connector, RateAppeal { appeal, place: 1, rating: Rating::Excellent }).await?;
    let missed = kit.calls().await?;
    let report = CallReport::Ended { why: CallEnd::ByClient };
    kit.model.grants(&connector, ReportCall { appeal: missed, report }).await?;
    let spam = kit.waits("Купите!").await?;
    kit.model.grants(&anna, MarkSpam { appeal: spam }).await.map(drop)
}

async fn rows(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let (admin, anna) = (kit.admin.clone(), kit.anna.clone());
    let query = of_ours(kit);
    let appeal = kit.anna_has("Ещё открыто").await?;
    let ours = |kit: &Kit| {
        known(kit, &admin)
            .map(|rows| rows.into_iter().filter(|row| matches(row, &query, None)).collect::<Vec<_>>())
    };
    let is_there = |rows: &[HistoryRow]| rows.iter().any(|row| row.appeal == appeal);
    let told = table(&admin, asks(&query, None, None)).await?;
    ensure(!is_there(&told), "an open appeal is no row", "it is")?;
    same_rows("the rows", &ours(kit)?, &told)?;
    kit.model.grants(&anna, kit.closes(appeal)).await?;
    kit.model.grants(&anna, CommentAppeal { appeal, comment: "Дописано".to_owned() }).await?;
    let told = table(&admin, asks(&query, None, None)).await?;
    ensure(is_there(&told), "a closed appeal is a row", "it is none")?;
    same_rows("the rows", &ours(kit)?, &told)?;
    kit.model.grants(&anna, ReopenAppeal { appeal }).await?;
    let told = table(&admin, asks(&query, None, None)).await?;
    ensure(!is_there(&told), "an appeal that was opened again is no row", "it is")
}

/// Row by row, so that a report names the one that differs.
fn same_rows(what: &str, due: &[HistoryRow], told: &[HistoryRow]) -> Held {
    let ids = |rows: &[HistoryRow]| rows.iter().map(|row| row.appeal).collect::<Vec<AppealId>>();
    let (due_ids, told_ids) = (ids(due), ids(told));
    let missing: Vec<_> = due_ids.iter().filter(|id| !told_ids.contains(id)).collect();
    let odd: Vec<_> = told_ids.iter().filter(|id| !due_ids.contains(id)).collect();
    let counts = format!("{} rows; missing {missing:?}, not due {odd:?}", told.len());
    ensure(
        missing.is_empty() && odd.is_empty() && due.len() == told.len(),
        format!("{what}: {} rows", due.len()),
        counts,
    )?;
    for (due, told) in due.iter().zip(told) {
        same(what, due, told)?;
    }
    Ok(())
}

/// Questions that leave out something each.
fn questions(kit: &Kit) -> Vec<HistoryQuery> {
    let all = of_ours(kit);
    let things = &kit.things;
    let solved = Outcome::Listed { id: things.solved() };
    let mut questions = vec![
        all.clone(),
        HistoryQuery { operators: kit.anna.id().into_iter().collect(), ..all.clone() },
        HistoryQuery { entry_points: vec![things.lines[0]], ..all.clone() },
        HistoryQuery { outcomes: vec![solved, Outcome::Missed], ..all.clone() },
        HistoryQuery { outcomes: vec![Outcome::Spam], ..all.clone() },
        HistoryQuery { topics: vec![things.topics[1]], ..all.clone() },
        HistoryQuery { creations: vec![Creation::Client], ..all.clone() },
        HistoryQuery { creations: vec![Creation::Dialer], ..all.clone() },
        HistoryQuery {
            outcomes: vec![solved],
            ratings: vec![RatingChoice::Good],
            topics: vec![things.topics[1]],
            ..all.clone()
        },
    ];
    questions.extend(RatingChoice::ALL.map(|choice| HistoryQuery { ratings: vec![choice], ..all.clone() }));
    questions.push(HistoryQuery { ratings: RatingChoice::ALL.to_vec(), ..all });
    questions
}

async fn filters(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let admin = kit.admin.clone();
    let rows = known(kit, &admin)?;
    for query in questions(kit) {
        let due: Vec<HistoryRow> = rows.iter().filter(|row| matches(row, &query, None)).cloned().collect();
        let told = table(&admin, asks(&query, None, None)).await?;
        same_rows(&format!("the rows of {}", said(&query)), &due, &told)?;
    }
    // A period ends before its last moment and begins with its first.
    let Some(newest) = rows.iter().find(|row| row.group == kit.things.support) else { return Ok(()) };
    let at = newest.closed_at;
    for query in [HistoryQuery { from: at, ..of_ours(kit) }, HistoryQuery { until: at, ..of_ours(kit) }] {
        let due: Vec<HistoryRow> = rows.iter().filter(|row| matches(row, &query, None)).cloned().collect();
        same_rows(
            "the rows of a period with its ends",
            &due,
            &table(&admin, asks(&query, None, None)).await?,
        )?;
    }
    Ok(())
}

fn said(query: &HistoryQuery) -> String {
    serde_json::to_string(query).unwrap_or_default()
}

async fn sorting(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let admin = kit.admin.clone();
    let query = of_ours(kit);
    let rows: Vec<HistoryRow> =
        known(kit, &admin)?.into_iter().filter(|row| matches(row, &query, None)).collect();
    let words = Spoken::new(kit.model.world.directory(), Language::Ru);
    for column in [
        Column::Number,
        Column::Comment,
        Column::MeanRating,
        Column::Handling,
        Column::Channel,
        Column::Operator,
        Column::Topic,
    ] {
        for order in [SortOrder::Ascending, SortOrder::Descending] {
            let sorting = Sorting { column, order };
            let mut due = rows.clone();
            sort(&mut due, sorting, &words);
            let told = table(&admin, asks(&query, None, Some(sorting))).await?;
            same_rows(&format!("sorted by {column:?}, {order:?}"), &due, &told)?;
        }
    }
    let question = HistoryQuestion { cursor: Some(Cursor::at(2)), ..asks(&query, None, None) };
    let page = admin.bring::<ReadHistory>(&[], &question).await?;
    let page = page.map_err(|problem| Broken::new("any place can be asked for", problem.detail))?;
    let due: Vec<HistoryRow> = rows.iter().skip(2).take(15).cloned().collect();
    same_rows("fifteen rows from the third on", &due, &page.items)
}

async fn reports(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let admin = kit.admin.clone();
    let rows = known(kit, &admin)?;
    for query in questions(kit) {
        for grouping in Grouping::ALL {
            let query = HistoryQuery { grouping, ..query.clone() };
            let told = admin.bring::<ReadReport>(&[], &query).await?;
            let told = told.map_err(|problem| Broken::new("the charts", problem.detail))?;
            same(&format!("the charts of {}", said(&query)), &report(&rows, &query), &told)?;
        }
    }
    for grouping in Grouping::ALL {
        let query = HistoryQuery { grouping, ..of_ours(kit) };
        for bar in report(&rows, &query).groups {
            let due: Vec<HistoryRow> =
                rows.iter().filter(|row| matches(row, &query, Some(bar.value))).cloned().collect();
            let told = table(&admin, asks(&query, Some(bar.value), None)).await?;
            same_rows(&format!("the rows of a bar {:?}", bar.value), &due, &told)?;
        }
    }
    Ok(())
}

async fn roles(kit: &mut Kit) -> Held {
    happens(kit).await?;
    let query = HistoryQuery { groups: vec![kit.things.support, kit.things.sales], ..of_ours(kit) };
    for person in kit.operators() {
        let due: Vec<HistoryRow> =
            known(kit, &person)?.into_iter().filter(|row| matches(row, &query, None)).collect();
        let told = table(&person, asks(&query, None, None)).await?;
        same_rows(&format!("what {} sees", person.name), &due, &told)?;
        let told = person.bring::<ReadReport>(&[], &query).await?;
        let told = told.map_err(|problem| Broken::new("the charts", problem.detail))?;
        same(&format!("the charts that {} sees", person.name), &report(&due, &query), &told)?;
    }
    Ok(())
}
