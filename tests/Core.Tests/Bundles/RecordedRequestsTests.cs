namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>What a deployment asks of a workspace, call by call.</summary>
public sealed class RecordedRequestsTests(SandboxWorkspace sandbox) : IClassFixture<SandboxWorkspace>
{
    [Fact]
    public async Task A_first_deployment()
    {
        var files = AllKinds.Named("recorded");
        sandbox.ClearRequests();
        await sandbox.ApplyAsync(files);
        File.WriteAllLines("/tmp/rec1.txt", sandbox.Calls);
        sandbox.ClearRequests();
        File.WriteAllText("/tmp/rec-plan.txt", (await sandbox.PlanAsync(files)).ToJson());
        await sandbox.ApplyAsync(files);
        File.WriteAllLines("/tmp/rec2.txt", sandbox.Calls);
        sandbox.ClearRequests();
        await sandbox.DestroyAsync(files);
        File.WriteAllLines("/tmp/rec3.txt", sandbox.Calls);
    }
}
