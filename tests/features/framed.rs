//! E2: the desk in a frame of a CRM's page.

use crate::over_the_wire_for_real::{greets_a_client, sits_down};
use desk_tests::{World, desk_test};

/// E2: a page that is listed has the desk in its frame.
#[test]
fn e2_a_listed_page_has_the_desk_in_its_frame() {
    desk_test(World::Framed { is_listed: true }, async |operator| {
        operator.expects_complaint("/api/v1");
        operator.goes_where_it_is_framed().await?;
        operator.sees("Вход на рабочее место").await?;
        Ok(())
    });
}

/// E2: another page has not, though it asks just the same.
#[test]
fn e2_a_page_that_is_not_listed_has_no_desk_in_its_frame() {
    desk_test(World::Framed { is_listed: false }, async |operator| {
        operator.expects_complaint("/api/v1");
        operator.expects_complaint("frame-ancestors");
        // Alone it stands.
        operator.sees("Вход на рабочее место").await?;
        operator.goes_where_it_is_framed().await?;
        operator.is_refused_its_frame().await?;
        Ok(())
    });
}

/// E2: a CRM gives the desk a column; nothing is lost at its side, and an operator answers in it.
#[test]
fn e2_in_a_narrow_frame_an_operator_takes_and_answers() {
    desk_test(World::Elsewhere, async |operator| {
        operator.expects_complaint("/api/v1");
        let server = operator.site.reference()?;
        operator.resizes_to(420, 900).await?;
        operator.goes_where_it_is_framed().await?;
        sits_down(operator, server).await?;
        let appeal = greets_a_client(operator, server).await?;
        assert_eq!(server.times_said(appeal, "Здравствуйте!").await?, 1);
        assert!(!operator.is_wider_than_its_place().await?, "nothing is scrolled sideways");
        operator.screenshot("framed-narrow").await?;
        Ok(())
    });
}
