using FsCheck;
using FsCheck.Fluent;
using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What holds for every bundle: a deployment brings the workspace to what the bundle says, whatever was there before.</summary>
public sealed class DeployProperties(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    int _count;

    [Fact]
    public void After_a_deployment_there_is_nothing_to_plan_and_after_destroying_nothing_is_left() =>
        Prop.ForAll(RandomBundle.Any(), async bundle =>
        {
            var name = $"any{Interlocked.Increment(ref _count)}";
            var files = bundle.Named(name);

            await sandbox.ApplyAsync(files);

            (await sandbox.PlanAsync(files)).IsEmpty().ShouldBeTrue();
            Things(name).ShouldBe(bundle.Resources.Sum(type => type.Value!.AsObject().Count));
            await sandbox.DestroyAsync(files);
            Things(name).ShouldBe(0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Deploying_another_bundle_over_one_makes_what_is_live_what_the_other_asks_for() =>
        Prop.ForAll(RandomBundle.Any(), RandomBundle.Any(), async (before, after) =>
        {
            var name = $"over{Interlocked.Increment(ref _count)}";
            await sandbox.ApplyAsync(before.Named(name));
            var plan = await sandbox.PlanAsync(after.Named(name));

            var applied = await sandbox.ApplyAsync(after.Named(name));

            applied.Plan.Digest().ShouldBe(plan.Digest());
            var rest = await sandbox.PlanAsync(after.Named(name));
            rest.Resources.Where(change => change.Action is not PlanAction.Unchanged).ShouldBeEmpty(rest.ToJson());
            rest.IsEmpty().ShouldBeTrue();
            Things(name).ShouldBe(after.Resources.Sum(type => type.Value!.AsObject().Count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    int Things(string name) =>
        sandbox.Inside.Jobs.Values.Count(job => $"{job["settings"]!["name"]}".StartsWith($"{name} ", StringComparison.Ordinal))
        + Count("pipelines", "name", $"{name} ") + Count("clusters", "cluster_name", $"{name} ") + Count("schemas", "name", $"{name}_")
        + Count("volumes", "schema_name", $"{name}_");

    int Count(string type, string field, string prefix) =>
        sandbox.Inside.Things(type).Values.Count(thing => $"{thing[field]}".StartsWith(prefix, StringComparison.Ordinal));
}
