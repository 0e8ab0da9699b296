using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Applying;
using ReleasePortal.Core.Tests.Clients.Azure;
using ReleasePortal.Core.Tests.Provisioning.Applying;
using ReleasePortal.Sandbox.Arm;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>What an update sends back of the fields of others is as Azure publishes it, whatever Azure had added.</summary>
public sealed class UpdateBodiesTests
{
    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_update_of_every_combination_of_the_switches_is_as_Azure_publishes_it()
    {
        var arm = new ResourceManager();
        await using var azure = await AzureFixture.StartAsync(arm.Map);
        var faults = new HashSet<string>(StringComparer.Ordinal);
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in BodiesTests.Combinations()
            .SelectMany(stage => StageBlueprint.Standard(stage).Resources)
            .OfType<AzureResource>())
        {
            var wanted = await Later.ResolveAsync(resource.Body(), _ => Task.FromResult<JsonObject?>(null), Soon);
            if (resource.IsAdopted || Later.IsIn(resource.Body().ToJsonString()) || !bodies.Add($"{resource.Id} {wanted.ToJsonString()}"))
            {
                continue;
            }

            var fullest = FullestBody.Around(resource, wanted);
            if (resource.DefectOf(fullest) is not null)
            {
                TakeWhatStopsThePlan(fullest["properties"]!);
            }

            arm.Resources[resource.Id] = Failed(fullest.DeepClone().AsObject());
            await ApplyAsync(azure.Get<Provisioner>(), new([resource]));
            faults.UnionWith(
                PublishedTypes.FaultsOf(resource.Type, resource.ApiVersion, arm.Sent[resource.Id])
                    .Select(fault => $"{resource.Kind}: {fault}"));
            lost.UnionWith(LostFields.Of(resource, wanted, fullest, arm.Sent[resource.Id]).Select(field => $"{resource.Kind}: {field}"));
        }

        faults.ShouldBeEmpty();
        lost.ShouldBeEmpty();
        bodies.Count.ShouldBeGreaterThan(30);
    }

    /// <summary>Clusters that live where the settings describe none, and their subnets given to another service as well.</summary>
    static void TakeWhatStopsThePlan(JsonNode properties)
    {
        (properties["parameters"] as JsonObject)?.Remove("customVirtualNetworkId");
        foreach (var subnet in properties["subnets"] as JsonArray ?? [])
        {
            if (subnet!["properties"]!["delegations"] is JsonArray { Count: > 1 } delegations)
            {
                delegations.RemoveAt(1);
            }
        }
    }

    /// <summary>So that there is something to set right though every wanted field is as it should be.</summary>
    static JsonObject Failed(JsonObject body)
    {
        body["properties"] ??= new JsonObject();
        body["properties"]!["provisioningState"] = "Failed";
        return body;
    }

    static async Task ApplyAsync(Provisioner provisioner, StageBlueprint blueprint)
    {
        using var journal = new ApplyJournal((_, _) => Task.CompletedTask, [], (_, _) => Task.CompletedTask);
        await provisioner.ApplyAsync(blueprint, await provisioner.PlanAsync(blueprint, Soon), journal, Soon);
    }
}
