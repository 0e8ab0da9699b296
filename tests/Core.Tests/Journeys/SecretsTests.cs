using System.Text;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What a stage's secrets leave behind after deployments that went well and one that did not: nothing.</summary>
public sealed class SecretsTests
{
    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_the_database_file_or_in_the_logs()
    {
        var logs = new KeptLogs();
        await using var portal = await TestPortal.StartAsync(logs: logs);
        await portal.ReleaseInTestAsync();
        portal.Sandbox.Faults.Add(
            new() { StandIn = "github", Path = "/api/v3/repos/*/environments/dev/secrets/DBX_TOKEN", Status = 500, Times = null });
        await portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" }, Soon);
        await portal.FindReleaseAsync();
        await portal.DeployAsync("dev");

        var secrets = SecretValues.Of(portal.Sandbox);
        logs.Text.ShouldContain("/api/2.0/token/create");
        secrets.ShouldNotBeIn(logs.Text, "the logs");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(portal.DatabaseFile)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            secrets.ShouldNotBeIn(await reader.ReadToEndAsync(Soon), Path.GetFileName(file));
        }
    }
}
