using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Tests.Journeys;

public sealed class DoubleClickTests
{
    const int Races = 50;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_who_click_at_the_same_moment_release_one_deployment()
    {
        await using var portal = await TestPortal.StartAsync();
        var release = await portal.ReleaseInDevAsync();
        for (var race = 0; race < Races; race++)
        {
            var promotion = await portal.RequestAsync("test", release, TestPortal.Helen);

            var outcomes = await Task.WhenAll(
                Task.Run(() => portal.ApproveAsync(promotion, TestPortal.Marek), Soon),
                Task.Run(() => portal.ApproveAsync(promotion, TestPortal.Amara), Soon));

            var number = outcomes.OfType<ApprovalOutcome.Released>().ShouldHaveSingleItem().DeploymentNumber;
            outcomes.OfType<ApprovalOutcome.Refused>().ShouldHaveSingleItem().Objections.ShouldBe(["It is already approved."]);
            (await portal.ReadAsync(db => db.Deployments.CountAsync(row => row.Promotion.Number == promotion, Soon))).ShouldBe(1);
            (await portal.PromotionAsync(promotion)).Approvals.Count.ShouldBe(1);

            // Out of the way of the next race.
            await portal.Get<Deployments.CancelDeployment>().RunAsync(TestPortal.Elt, number, TestPortal.Jonas, Soon);
        }
    }

    [Fact]
    public async Task Three_people_who_sign_for_prod_at_once_release_one_deployment()
    {
        await using var portal = await TestPortal.StartAsync();
        var release = await portal.ReleaseInTestAsync();
        for (var race = 0; race < Races; race++)
        {
            var promotion = await portal.RequestAsync("prod", release, TestPortal.Jonas);

            var outcomes = await Task.WhenAll(new[] { TestPortal.Helen, TestPortal.Marek, TestPortal.Amara }
                .Select(person => Task.Run(() => portal.ApproveAsync(promotion, person), Soon)));

            var number = outcomes.OfType<ApprovalOutcome.Released>().ShouldHaveSingleItem().DeploymentNumber;
            outcomes.OfType<ApprovalOutcome.Counted>().ShouldHaveSingleItem().ShouldBe(new(1, 2));
            (await portal.ReadAsync(db => db.Deployments.CountAsync(row => row.Promotion.Number == promotion, Soon))).ShouldBe(1);
            await portal.Get<Deployments.CancelDeployment>().RunAsync(TestPortal.Elt, number, TestPortal.Jonas, Soon);
        }
    }
}
