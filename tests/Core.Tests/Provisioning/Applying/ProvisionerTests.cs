using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Tests.Clients.Azure;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

public sealed class ProvisionerTests : IAsyncLifetime
{
    static readonly StageResources Dev = new()
    {
        SubscriptionId = AzureFixture.Subscription.Split('/')[^1],
        Region = "uksouth",
        ResourceGroup = "nanba-github",
        StorageAccount = "stdlukdev",
        Container = "bronze",
    };

    static readonly StageBlueprint Blueprint = StageBlueprint.Standard(Dev);
    static readonly string Account = Blueprint.Resources[1].Id;

    readonly ResourceManager _arm = new();
    readonly List<string> _log = [];
    IReadOnlyList<PendingOperation> _saved = [];
    AzureFixture _azure = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    Provisioner Provisioner => _azure.Get<Provisioner>();

    public async ValueTask InitializeAsync() => _azure = await AzureFixture.StartAsync(_arm.Map);

    public ValueTask DisposeAsync() => _azure.DisposeAsync();

    [Fact]
    public async Task A_new_stage_is_made_in_the_order_of_its_needs_and_then_left_alone()
    {
        var plan = await Provisioner.PlanAsync(Blueprint, Soon);
        plan.Resources.Select(resource => resource.Action).ShouldAllBe(action => action == ResourceAction.Create);

        var first = await ApplyAsync(plan);
        var again = await Provisioner.PlanAsync(Blueprint, Soon);
        var second = await ApplyAsync(again);

        first.Count.ShouldBe(3);
        again.IsEmpty.ShouldBeTrue();
        second.ShouldBeEmpty();
        _arm.Writes.ShouldBe(Blueprint.Resources.Select(resource => resource.Id));
        _saved.ShouldBeEmpty();
        _log.ShouldContain("Creating Storage account stdlukdev");
    }

    [Fact]
    public async Task A_change_by_hand_shows_as_its_fields_and_is_taken_back_without_touching_what_is_not_ours()
    {
        await ApplyAsync(await Provisioner.PlanAsync(Blueprint, Soon));
        var acls = _arm.Resources[Account]["properties"]!["networkAcls"]!;
        acls["defaultAction"] = "Allow";
        acls["ipRules"] = new JsonArray(new JsonObject { ["value"] = "10.0.0.1" });
        _arm.Resources[Account]["tags"] = new JsonObject { ["cost.centre"] = "7" };

        var plan = await Provisioner.PlanAsync(Blueprint, Soon);
        var written = await ApplyAsync(plan);

        written.ShouldHaveSingleItem().Changes.ShouldBe(
            [new("properties.networkAcls.defaultAction", "Allow", "Deny"), new("properties.networkAcls.ipRules", """["10.0.0.1"]""", "[]")]);
        var account = _arm.Resources[Account];
        account["properties"]!["networkAcls"]!["ipRules"]!.AsArray().ShouldBeEmpty();
        account["tags"]!["cost.centre"]!.GetValue<string>().ShouldBe("7");
    }

    [Fact]
    public async Task What_nobody_approved_is_not_done()
    {
        await ApplyAsync(await Provisioner.PlanAsync(Blueprint, Soon));
        var approved = await Provisioner.PlanAsync(Blueprint, Soon);
        _arm.Resources[Account]["properties"]!["minimumTlsVersion"] = "TLS1_0";
        var writes = _arm.Writes.Count;

        var fault = await Should.ThrowAsync<ProvisioningException>(() => ApplyAsync(approved));

        fault.Message.ShouldContain("Storage account stdlukdev: properties.minimumTlsVersion would change from 'TLS1_0' to 'TLS1_2'");
        _arm.Writes.Count.ShouldBe(writes);
    }

    [Fact]
    public async Task A_field_that_Azure_cannot_change_is_left_to_a_person()
    {
        await ApplyAsync(await Provisioner.PlanAsync(Blueprint, Soon));
        _arm.Resources[Account]["properties"]!["isHnsEnabled"] = false;

        var plan = await Provisioner.PlanAsync(Blueprint, Soon);

        plan.Resources[1].Action.ShouldBe(ResourceAction.NeedsReplacement);
        plan.Resources[1].Reason.ShouldNotBeNull()
            .ShouldStartWith("Its hierarchical namespace is false, described is true. Azure cannot change that");
        await Should.ThrowAsync<ProvisioningException>(() => ApplyAsync(plan));
    }

    [Fact]
    public async Task A_resource_that_may_not_be_read_is_unknown_and_says_which_permission_is_missing()
    {
        _arm.Refuse = request => request.Path.Value == Account ? AzureFixture.Json(
            """{"error":{"code":"AuthorizationFailed","message":"The client 'c' does not have authorization to perform action 'Microsoft.Storage/storageAccounts/read' over scope '/s' or ..."}}""", 403) : null;

        var plan = await Provisioner.PlanAsync(Blueprint, Soon);

        plan.Resources[1].Action.ShouldBe(ResourceAction.Unknown);
        plan.Resources[1].Reason.ShouldBe("The service principal lacks the permission 'Microsoft.Storage/storageAccounts/read' on '/s'.");
    }

    [Fact]
    public async Task An_interrupted_apply_waits_for_what_it_began_and_finishes_the_rest()
    {
        var approved = await Provisioner.PlanAsync(Blueprint, Soon);
        using var killed = new CancellationTokenSource();
        using (var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], async (pending, _) =>
        {
            _saved = pending;
            if (pending is [{ ResourceId: var id }] && id == Account)
            {
                await killed.CancelAsync();
            }
        }))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => Provisioner.ApplyAsync(Blueprint, approved, journal, killed.Token));
        }

        _saved.ShouldHaveSingleItem().ResourceId.ShouldBe(Account);
        var written = await ApplyAsync(approved);

        written.ShouldHaveSingleItem().Kind.ShouldBe("Blob container");
        _arm.Writes.ShouldBe(Blueprint.Resources.Select(resource => resource.Id));
        _saved.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_Azure_gives_the_same_plan_to_the_byte()
    {
        var plan = JsonSerializer.Serialize(await Provisioner.PlanAsync(Blueprint, Soon));

        JsonSerializer.Serialize(await Provisioner.PlanAsync(Blueprint, Soon)).ShouldBe(plan);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<ResourcePlan>(plan)).ShouldBe(plan);
        plan.ShouldContain("\"Action\":\"Create\"");
    }

    [Fact]
    public async Task Wrong_settings_are_all_found_before_the_first_call()
    {
        var wrong = StageBlueprint.Standard(new()
        {
            SubscriptionId = Dev.SubscriptionId,
            Region = "UK South",
            ResourceGroup = "ends.",
            StorageAccount = "Std-Luk",
            Container = "a--b",
        });

        var fault = await Should.ThrowAsync<ProvisioningException>(() => Provisioner.PlanAsync(wrong, Soon));

        fault.Faults.Select(text => text.Split(':')[0]).ShouldBe(["Region", "ResourceGroup", "StorageAccount", "Container"]);
        _azure.Service.Requests.ShouldBeEmpty();
    }

    async Task<IReadOnlyList<PlannedResource>> ApplyAsync(ResourcePlan approved)
    {
        using var journal = new ApplyJournal((line, _) => Keep(line), _saved, (pending, _) => Task.FromResult(_saved = pending));
        return await Provisioner.ApplyAsync(Blueprint, approved, journal, Soon);
    }

    Task Keep(string line)
    {
        _log.Add(line);
        return Task.CompletedTask;
    }
}
