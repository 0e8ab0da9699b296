using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;
using Seeded = ReleasePortal.Sandbox.Entra.Everybody;

namespace ReleasePortal.Core.Tests;

/// <summary>The whole of Core on a database of its own, talking to a sandbox of its own.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    public const string Elt = "elt";

    readonly string _folder;
    readonly KeptLogs? _logs;
    ServiceProvider _services;

    TestPortal(SandboxHost sandbox, string folder, KeptLogs? logs)
    {
        (Sandbox, _folder, _logs) = (sandbox, folder, logs);
        _services = Build();
    }

    public SandboxHost Sandbox { get; }

    public string DatabaseFile => Path.Combine(_folder, "portal.db");

    public static Person Helen { get; } = From(Seeded.Helen);

    public static Person Marek { get; } = From(Seeded.Marek);

    public static Person Amara { get; } = From(Seeded.Amara);

    public static Person Tom { get; } = From(Seeded.Tom);

    public static Person Jonas { get; } = From(Seeded.Jonas);

    public static Person Nora { get; } = From(Seeded.Nora);

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    /// <param name="logs">Keeps everything that is logged, down to the database's and the HTTP clients' own lines.</param>
    public static async Task<TestPortal> StartAsync(SandboxOptions? options = null, KeptLogs? logs = null)
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        var sandbox = await SandboxHost.StartAsync(options ?? new(), Soon);
        var portal = new TestPortal(sandbox, folder, logs);
        await portal.Get<PrepareDatabase>().RunAsync(Soon);
        return portal;
    }

    /// <summary>Settings of one's own, over those of the sandbox; they count after <see cref="RestartAsync"/>. Null
    /// takes a key away, and all below it.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Pipeline Pipeline => Get<PipelineCatalog>().Get(Elt);

    /// <summary>Throws everything in memory away, as a killed process does, and starts again on the same database.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    public async Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Soon);
        return await read(db);
    }

    /// <summary>Looks at GitHub until the newest commit is a release whose checks are decided; returns its number.</summary>
    public async Task<int> FindReleaseAsync()
    {
        for (var look = 0; look < 200; look++)
        {
            await Get<WatchReleases>().RunAsync(Pipeline, Soon);
            var newest = await ReadAsync(db => db.Releases.OrderByDescending(release => release.Number).FirstAsync(Soon));
            if (newest.Checks is not ChecksVerdict.Pending)
            {
                return newest.Number;
            }

            await Task.Delay(20, Soon);
        }

        throw new TimeoutException("The checks of the newest release stay undecided.");
    }

    /// <summary>A release that is live in dev.</summary>
    public async Task<int> ReleaseInDevAsync()
    {
        var number = await FindReleaseAsync();
        await SucceedAsync("dev");
        return number;
    }

    /// <summary>A release that is live in dev and test.</summary>
    public async Task<int> ReleaseInTestAsync()
    {
        var release = await ReleaseInDevAsync();
        var promotion = await RequestAsync("test", release);
        await ApproveAsync(promotion, Marek);
        await SucceedAsync("test");
        return release;
    }

    async Task SucceedAsync(string stage)
    {
        var deployment = await DeployAsync(stage);
        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
    }

    /// <summary>Carries out everything that waits for the stage; returns the last of it.</summary>
    public async Task<Deployment> DeployAsync(string stage)
    {
        while (await Get<DeploymentRunner>().RunNextAsync(Elt, stage, Soon))
        {
        }

        return await LastDeploymentAsync(stage);
    }

    public Task<Deployment> LastDeploymentAsync(string stage) => ReadAsync(db => db.Deployments
        .Include(row => row.Release).Include(row => row.Promotion).Include(row => row.Steps.OrderBy(step => step.Ordinal))
        .Where(row => row.Stage == stage).OrderByDescending(row => row.Number).FirstAsync(Soon));

    public async Task<int> RequestAsync(string stage, int release, Person? requester = null)
    {
        var outcome = await Get<RequestPromotion>().RunAsync(Elt, stage, release, "It is ready", requester ?? Helen, Soon);
        return outcome.ShouldBeOfType<RequestOutcome.Requested>(
            outcome is RequestOutcome.Refused refused ? string.Join('\n', refused.Objections) : null).PromotionNumber;
    }

    public async Task<ApprovalOutcome> ApproveAsync(int promotion, Person approver, string? digest = null) => await Get<ApprovePromotion>()
        .RunAsync(Elt, promotion, digest ?? (await PromotionAsync(promotion)).PlanDigest!, "Looks right", approver, Soon);

    public Task<Promotion> PromotionAsync(int number) => ReadAsync(db => db.Promotions
        .Include(row => row.Release).Include(row => row.Approvals).SingleAsync(row => row.Number == number, Soon));

    public Task<string?> LiveAsync(string stage) => ReadAsync(db => db.StageStates.Where(state => state.Stage == stage)
        .Join(db.Releases, state => state.ReleaseId, release => release.Id, (_, release) => (string?)release.Commit.ToString())
        .SingleOrDefaultAsync(Soon));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    ServiceProvider Build()
    {
        var settings = new Dictionary<string, string?>(
            Sandbox.PortalSettings(new("http://localhost:5080")).ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
        {
            ["ConnectionStrings:Portal"] = $"Data Source={DatabaseFile}",
            ["Deployments:LeaseDuration"] = "00:00:02",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Changed(settings, Settings)).Build();
        var services = new ServiceCollection().AddLogging(KeepLogs)
            .AddSingleton<IConfiguration>(configuration)
            .AddCore(configuration)
            .BuildServiceProvider(validateScopes: true);
        services.GetRequiredService<IStartupValidator>().Validate();
        return services;
    }

    public static Dictionary<string, string?> Changed(
        Dictionary<string, string?> settings, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        foreach (var (key, value) in changes)
        {
            foreach (var old in settings.Keys.Where(
                known => known == key || known.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase))
                .ToList())
            {
                settings.Remove(old);
            }

            if (value is not null)
            {
                settings[key] = value;
            }
        }

        return settings;
    }

    void KeepLogs(ILoggingBuilder logging)
    {
        if (_logs is not null)
        {
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs);
        }
    }

    static Person From(SandboxPerson person) => new(person.ObjectId, person.Name, person.Email, Enum.Parse<Roles>(person.Role));
}
