using Microsoft.EntityFrameworkCore;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>A portal and a sandbox of its own for every test.</summary>
public abstract class JourneyTest : IAsyncLifetime
{
    protected static CancellationToken Soon => TestContext.Current.CancellationToken;

    protected TestPortal Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Portal = await TestPortal.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<string> PushAsync(string path, string text) =>
        Portal.Sandbox.GitHub.PushAsync(Everybody.Tom, $"Change {path}", new Dictionary<string, string?> { [path] = text }, Soon);

    protected Task<int> SqlAsync(string sql) => Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Soon));

    protected static async Task UntilAsync(Func<bool> condition, Task run)
    {
        for (var look = 0; look < 1000 && !condition(); look++)
        {
            if (run.IsCompleted)
            {
                await run;
                throw new InvalidOperationException("The deployment ended before the moment that was waited for.");
            }

            await Task.Delay(20, Soon);
        }

        condition().ShouldBeTrue("the moment never came");
    }
}
