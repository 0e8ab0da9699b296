using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Provisioning.Settings;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What was approved is done, or it is told that it is not: settings that changed in between take nothing
/// away in silence.</summary>
public sealed class ForgottenTests : ProvisioningTest
{
    [Fact]
    public async Task A_resource_that_the_settings_no_longer_describe_is_named_and_nothing_is_written()
    {
        var approved = await PlanAsync();
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { Locks = false });

        var fault = await Should.ThrowAsync<ProvisioningException>(() => ApplyAsync(approved));

        fault.IsLiftable.ShouldBeFalse();
        fault.Faults.Count.ShouldBe(3);
        fault.Faults.ShouldContain("Lock release-portal on stdlukdev is in the approved plan, but the settings no longer describe it.");
        Writes().ShouldBe(0);
    }

    [Fact]
    public async Task So_is_a_field_that_is_described_as_it_was_before()
    {
        await ApplyAsync();
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients) with { AllowedRanges = ["203.0.113.0/24"] });
        var approved = await PlanAsync();
        Blueprint = StageBlueprint.Standard(Stages.Full(Clients));
        var before = Writes();

        var fault = await Should.ThrowAsync<ProvisioningException>(() => ApplyAsync(approved));

        fault.Faults.ShouldContain(
            "Storage account stdlukdev: properties.networkAcls.ipRules was approved as '[\"203.0.113.0/24\"]', but the settings no longer say so.");
        Writes().ShouldBe(before);
    }

    [Fact]
    public async Task What_is_done_already_is_no_less_than_was_approved()
    {
        var approved = await PlanAsync();
        await ApplyAsync(approved);

        (await ApplyAsync(approved)).ShouldBeEmpty();
    }

    /// <summary>What is taken away is mentioned by nobody once it is gone.</summary>
    [Fact]
    public async Task Nor_is_what_has_been_taken_away_already()
    {
        await ApplyAsync();
        var full = Stages.Full(Clients);
        Blueprint = StageBlueprint.Standard(full with { Network = full.Network! with { NatGateway = "none" } });
        var approved = await PlanAsync();
        (await ApplyAsync(approved)).ShouldHaveSingleItem().Kind.ShouldBe("Virtual network");

        (await ApplyAsync(approved)).ShouldBeEmpty();
    }

    async Task<IReadOnlyList<PlannedResource>> ApplyAsync(ResourcePlan approved)
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        return await Provisioner.ApplyAsync(Blueprint, approved, journal, Soon);
    }
}
