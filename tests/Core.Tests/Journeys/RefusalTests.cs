using ReleasePortal.Core.People;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What the portal refuses, and how it says so.</summary>
public sealed class RefusalTests : JourneyTest
{
    [Fact]
    public async Task The_requester_may_not_approve()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);

        (await ObjectionsAsync(promotion, TestPortal.Helen)).ShouldBe(["You requested it."]);
    }

    [Fact]
    public async Task An_author_may_not_approve_even_if_somebody_else_merged_it()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);

        (await ObjectionsAsync(promotion, TestPortal.Tom)).ShouldHaveSingleItem().ShouldStartWith("You wrote ");
    }

    [Fact]
    public async Task A_co_author_may_not_approve()
    {
        await Portal.ReleaseInTestAsync();
        await Portal.Sandbox.GitHub.PushAsync(
            [new(Everybody.Priya, "Pair on it", new Dictionary<string, string?> { ["bundle/docs/pair.md"] = "pair" }) { CoAuthors = [Everybody.Amara] }], Soon);
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);

        (await ObjectionsAsync(promotion, TestPortal.Amara)).ShouldBe(["You wrote its commit."]);
        (await Portal.ApproveAsync(promotion, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
    }

    [Fact]
    public async Task One_person_counts_once()
    {
        var promotion = await Portal.RequestAsync("prod", await Portal.ReleaseInTestAsync(), TestPortal.Helen);
        await Portal.ApproveAsync(promotion, TestPortal.Marek);

        (await ObjectionsAsync(promotion, TestPortal.Marek)).ShouldBe(["You have already approved this plan."]);
    }

    [Fact]
    public async Task Viewers_and_admins_may_not_approve()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);

        (await ObjectionsAsync(promotion, TestPortal.Nora)).ShouldBe(["Only people with the role Approver may sign."]);
        (await ObjectionsAsync(promotion, TestPortal.Jonas)).ShouldBe(["Only people with the role Approver may sign."]);
    }

    [Fact]
    public async Task An_approval_of_another_plan_does_not_count()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);

        var outcome = await Portal.ApproveAsync(promotion, TestPortal.Marek, digest: new string('0', 64));

        outcome.ShouldBeOfType<ApprovalOutcome.Refused>().Objections.ShouldBe(
            ["The plan changed while you were looking at it; look at the new one first."]);
    }

    [Fact]
    public async Task Every_objection_is_said_at_once()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Tom);
        await Portal.Get<RejectPromotion>().RunAsync(TestPortal.Elt, promotion, "Not today", TestPortal.Marek, Soon);

        var objections = await ObjectionsAsync(promotion, TestPortal.Tom with { Roles = Roles.Viewer });

        objections.Count.ShouldBe(4);
        objections[0].ShouldBe("Only people with the role Approver may sign.");
        objections[1].ShouldBe("It is already rejected.");
        objections[2].ShouldBe("You requested it.");
        objections[3].ShouldStartWith("You wrote ");
    }

    [Fact]
    public async Task A_release_that_has_not_succeeded_in_the_stage_before_cannot_be_requested()
    {
        var release = await Portal.ReleaseInDevAsync();

        var outcome = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "prod", release, null, TestPortal.Helen, Soon);

        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(["It has not succeeded in test yet."]);
    }

    [Fact]
    public async Task A_viewer_may_not_request()
    {
        var release = await Portal.ReleaseInDevAsync();

        var outcome = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", release, null, TestPortal.Nora, Soon);

        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(
            ["Only people with the role Approver or Admin may request a promotion."]);
    }

    [Fact]
    public async Task A_quarantined_release_can_neither_be_requested_nor_approved()
    {
        var release = await Portal.ReleaseInDevAsync();
        var promotion = await Portal.RequestAsync("test", release, TestPortal.Helen);
        (await Portal.Get<QuarantineRelease>()
            .RunAsync(TestPortal.Elt, release, "Totals are wrong", TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();

        (await ObjectionsAsync(promotion, TestPortal.Marek)).ShouldBe(
            ["It is already superseded.", "The release is quarantined: Totals are wrong"]);
        var outcome = await Portal.Get<RequestPromotion>().RunAsync(TestPortal.Elt, "test", release, null, TestPortal.Helen, Soon);
        outcome.ShouldBeOfType<RequestOutcome.Refused>().Objections.ShouldBe(["The release is quarantined: Totals are wrong"]);
    }

    [Fact]
    public async Task A_rejection_ends_it_and_needs_a_reason()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);
        var reject = Portal.Get<RejectPromotion>();

        (await reject.RunAsync(TestPortal.Elt, promotion, " ", TestPortal.Marek, Soon)).ShouldBeOfType<Outcome.Refused>().Objections
            .ShouldBe(["A rejection needs a reason."]);
        (await reject.RunAsync(TestPortal.Elt, promotion, "Not before the audit", TestPortal.Marek, Soon)).ShouldBeOfType<Outcome.Done>();

        (await Portal.PromotionAsync(promotion)).Decision.ShouldBe(DecisionState.Rejected);
        (await ObjectionsAsync(promotion, TestPortal.Amara)).ShouldBe(["It is already rejected."]);
    }

    [Fact]
    public async Task Whoever_approved_may_still_say_no_before_the_last_approval()
    {
        var promotion = await Portal.RequestAsync("prod", await Portal.ReleaseInTestAsync(), TestPortal.Helen);
        await Portal.ApproveAsync(promotion, TestPortal.Marek);

        (await Portal.Get<RejectPromotion>()
            .RunAsync(TestPortal.Elt, promotion, "I overlooked a delete", TestPortal.Marek, Soon)).ShouldBeOfType<Outcome.Done>();

        (await Portal.PromotionAsync(promotion)).Approvals.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Reject);
    }

    [Fact]
    public async Task Only_the_requester_or_an_admin_withdraws()
    {
        var promotion = await Portal.RequestAsync("test", await Portal.ReleaseInDevAsync(), TestPortal.Helen);
        var withdraw = Portal.Get<WithdrawPromotion>();

        (await withdraw.RunAsync(TestPortal.Elt, promotion, null, TestPortal.Marek, Soon))
            .ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(["Only Helen Brandt or an admin may withdraw it."]);
        (await withdraw.RunAsync(TestPortal.Elt, promotion, null, TestPortal.Helen, Soon)).ShouldBeOfType<Outcome.Done>();
    }

    async Task<IReadOnlyList<string>> ObjectionsAsync(int promotion, Person person) =>
        (await Portal.ApproveAsync(promotion, person)).ShouldBeOfType<ApprovalOutcome.Refused>().Objections;
}
