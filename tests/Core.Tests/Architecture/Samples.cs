using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
// Offenders on purpose: one for each thing that a rule of this folder forbids, in the namespaces that the rules look at.
// They are part of this test assembly only, and prove that no rule passes because it cannot see.
#pragma warning disable CA1822, CA1823, CA1852, IDE0044, IDE0051, IDE0052, IDE0060, CS0169, CS0414, CS0649, CA1805, CA2211, MA0048, MA0069


namespace ReleasePortal.Core
{
    internal sealed class KnowsWhatIsAbove
    {
        readonly HttpContext? _aspNet;
        readonly Portal.Ui.KnowsCore? _portal;
        readonly Sandbox.KnowsTheProduct? _sandbox;
    }

    internal sealed class ReadsTheWallClock
    {
        DateTime Local => DateTime.Now;
        DateTime Utc => DateTime.UtcNow;
        DateTime Day => DateTime.Today;
        DateTimeOffset LocalOffset => DateTimeOffset.Now;
        DateTimeOffset UtcOffset => DateTimeOffset.UtcNow;
    }
}

namespace ReleasePortal.Core.Pipelines { internal sealed class Sample; }
namespace ReleasePortal.Core.People { internal sealed class Sample; }
namespace ReleasePortal.Core.Releases { internal sealed class Sample; }
namespace ReleasePortal.Core.Runs { internal sealed class Sample; }
namespace ReleasePortal.Core.Bundles { internal sealed class Sample; }
namespace ReleasePortal.Core.Provisioning { internal sealed class Sample; }
namespace ReleasePortal.Core.Provisioning.Applying { internal sealed class Provisioner<T>; }
namespace ReleasePortal.Core.Provisioning { internal sealed class StageBlueprint<T>; }
namespace ReleasePortal.Core.Provisioning.Resources { internal sealed class Sample; }
namespace ReleasePortal.Core.Tokens { internal sealed class Sample; }
namespace ReleasePortal.Core.Freezes { internal sealed class Sample; }
namespace ReleasePortal.Core.Audit { internal sealed class Sample; }
namespace ReleasePortal.Core.Insights { internal sealed class Sample; }
namespace ReleasePortal.Core.Notifications { internal sealed class Sample; }
namespace ReleasePortal.Core.Changes { internal sealed class Sample; }
namespace ReleasePortal.Core.Persistence { internal sealed class Sample; }

namespace ReleasePortal.Core.Promotions
{
    internal sealed class CallsOut
    {
        async Task<string> Hidden_in_a_state_machine(HttpClient http) => await http.GetStringAsync(new Uri("https://localhost"));
        Clients.Sample? Client() => null;
        List<Provisioning.Sample> InsideAList { get; } = [];
        Func<object> InsideALambda => () => new Bundles.Sample();
    }
}

namespace ReleasePortal.Core.Promotions.ApprovalRules
{
    internal sealed class ImpureRule(TimeProvider time)
    {
        DbContext? _database;
        Persistence.Sample? _persistence;
        SqliteConnection? _connection;
        readonly long _ticks = System.Diagnostics.Stopwatch.GetTimestamp() + time.GetTimestamp();
        Task Later() => Task.CompletedTask;
        IAsyncEnumerable<string>? Stream() => null;
        object[] Clocks() => [DateTime.Now, DateTime.UtcNow, DateTime.Today, DateTimeOffset.Now, DateTimeOffset.UtcNow];
    }
}

namespace ReleasePortal.Core.Deployments
{
    internal interface ISampleStep;
}

namespace ReleasePortal.Core.Deployments.Steps
{
    internal sealed class OtherStep : ISampleStep;
    internal sealed class NosyStep : ISampleStep
    {
        readonly OtherStep _other = new();
        DbContext? _database;
        Persistence.Sample? _persistence;
        SqliteConnection? _connection;
    }
}

namespace ReleasePortal.Core.Clients
{
    internal sealed class Sample;

    internal sealed class KnowsSlices
    {
        DbContext? _database;
        Persistence.Sample? _persistence;
        SqliteConnection? _connection;
        Type[] Slices =>
        [
            typeof(Pipelines.Sample), typeof(People.Sample), typeof(Releases.Sample), typeof(Promotions.CallsOut), typeof(Deployments.ISampleStep),
            typeof(Runs.Sample),
            typeof(Bundles.Sample), typeof(Provisioning.Sample), typeof(Tokens.Sample), typeof(Freezes.Sample), typeof(Audit.Sample),
            typeof(Insights.Sample), typeof(Notifications.Sample), typeof(Changes.Sample),
        ];
    }
}

namespace ReleasePortal.Portal
{
    internal sealed class KnowsInternals
    {
        Type[] Internals =>
        [
            typeof(Core.Clients.Sample), typeof(Core.Bundles.Sample), typeof(Core.Provisioning.Resources.Sample),
            typeof(Core.Provisioning.Applying.Provisioner<>), typeof(Core.Provisioning.StageBlueprint<>), typeof(Sandbox.KnowsTheProduct),
        ];
        object[] Clocks() => [DateTime.Now, DateTime.UtcNow, DateTime.Today, DateTimeOffset.Now, DateTimeOffset.UtcNow];
    }
}

namespace ReleasePortal.Portal.Ui
{
    internal sealed class KnowsCore { Core.Releases.Sample? _release; }
    internal abstract class LivePage : ComponentBase;
}

namespace ReleasePortal.Portal.Board
{
    internal sealed class DatabasePage : Ui.LivePage { DbContext? _database; }
}

namespace ReleasePortal.Cli
{
    internal sealed class KnowsWhatItNeedsNot
    {
        readonly HttpContext? _aspNet;
        readonly Portal.Ui.KnowsCore? _portal;
        readonly Sandbox.KnowsTheProduct? _sandbox;
        DbContext? _database;
        Core.Persistence.Sample? _persistence;
        SqliteConnection? _connection;
        object[] Clocks() => [DateTime.Now, DateTime.UtcNow, DateTime.Today, DateTimeOffset.Now, DateTimeOffset.UtcNow];
    }
}

namespace ReleasePortal.Sandbox
{
    internal sealed class KnowsTheProduct
    {
        Core.Releases.Sample? _release;
        Portal.Ui.KnowsCore? _portal;
    }
}
