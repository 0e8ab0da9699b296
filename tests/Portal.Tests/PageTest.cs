using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using ReleasePortal.Core;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.SignIn;
using ReleasePortal.Portal.Ui;

namespace ReleasePortal.Portal.Tests;

/// <summary>A page on a real database and real use cases, seen by one person. Nothing is mocked but the browser.</summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    protected static CancellationToken Soon => TestContext.Current.CancellationToken;

    /// <summary>How long a page may take is not what these tests ask; only that it gets there.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    BunitAuthorizationContext _authorization = null!;

    protected TestPortal Portal { get; private set; } = null!;

    /// <summary>What the pages' settings have over those of the sandbox; what <see cref="Portal"/> itself does goes
    /// by the sandbox's.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> OwnSettings => [];

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = Patience;
        Portal = await TestPortal.StartAsync();
        var settings = new Dictionary<string, string?>(Portal.Sandbox.PortalSettings(new("http://localhost:5080")).ToDictionary())
        {
            ["ConnectionStrings:Portal"] = $"Data Source={Portal.DatabaseFile}",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TestPortal.Changed(settings, OwnSettings)).Build();
        Services.AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddCore(configuration)
            .AddSingleton<GitHubPages>()
            .AddTransient<Attempt>()
            .AddSingleton<EndedSignIns>()
            .AddScoped<WhoIsHere>();
        Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        _authorization = this.AddAuthorization();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The page as this person sees it, with the places where dialogs and messages appear.</summary>
    protected IRenderedComponent<IComponent> See<TPage>(Person person, params (string Name, object Value)[] parameters)
        where TPage : IComponent
    {
        SignIn(person);
        return Render(builder =>
        {
            builder.OpenComponent<MudDialogProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudSnackbarProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<CascadingValue<Viewer>>(2);
            builder.AddComponentParameter(3, nameof(CascadingValue<>.Value), new Viewer());
            builder.AddComponentParameter(4, nameof(CascadingValue<>.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent<TPage>(0);
#pragma warning disable MA0115 // The analyzer cannot know which page it is; every page has a pipeline.
                if (!parameters.Any(parameter => parameter.Name is "Pipeline"))
                {
                    inner.AddComponentParameter(1, "Pipeline", TestPortal.Elt);
                }

#pragma warning restore MA0115
                foreach (var (name, value) in parameters)
                {
                    inner.AddComponentParameter(2, name, value);
                }

                inner.CloseComponent();
            }));
            builder.CloseComponent();
        });
    }

    protected void SignIn(Person person)
    {
        string[] roles = [.. AppRoles.All.Where(role => person.Roles.HasFlag(Enum.Parse<Roles>(role)))];
        var policies = new List<string> { Policies.See };
        if (person.Is(Roles.Approver))
        {
            policies.Add(Policies.Sign);
        }

        if (person.Is(Roles.Admin))
        {
            policies.Add(Policies.Manage);
        }

        if (person.Is(Roles.Approver) || person.Is(Roles.Admin))
        {
            policies.Add(Policies.Act);
        }

        if (person.Is(Roles.Admin))
        {
            policies.Add(Policies.Manage);
        }

        _authorization.SetAuthorized(person.Name);
        _authorization.SetRoles(roles);
        _authorization.SetPolicies([.. policies]);
        _authorization.SetClaims(
            new Claim("oid", person.Id.ToString()), new Claim("name", person.Name), new Claim("preferred_username", person.Email),
            new Claim(SignedIn.IdClaim, person.Id.ToString("n")),
            new Claim(SignedIn.AtClaim, DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
    }
}
