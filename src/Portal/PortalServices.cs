using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MudBlazor;
using MudBlazor.Services;
using ReleasePortal.Core;
using ReleasePortal.Portal.Background;
using ReleasePortal.Portal.Deployments;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.SignIn;
using ReleasePortal.Portal.Webhooks;

namespace ReleasePortal.Portal;

public static class PortalServices
{
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 4000;
        });
        services.AddSignIn(configuration);
        services.AddSingleton<GitHubPages>();
        services.AddTransient<Attempt>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services
            .AddCore(configuration)
            .AddHostedService<ReleaseWatcher>()
            .AddHostedService<DriftScanner>()
            .AddHostedService<DeploymentWorker>();
    }

    /// <summary>The way of a request, in the order it is walked.</summary>
    public static WebApplication UsePortal(this WebApplication app)
    {
        app.UseMiddleware<TurnAwayWhenStopping>();
        app.UseSecurityHeaders(Headers.Policy(app.Configuration["AzureAd:Instance"]));
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false })
            .AllowAnonymous()
            .WithMetadata(new SkipStatusCodePagesAttribute());
        app.MapHealthChecks("/health/ready").AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
        app.MapSignIn();
        app.MapGitHubWebhook();
        app.MapDeploymentDownloads();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(OpenToEverybody);
        return app;
    }

    // The circuit serves the public pages, too; what it shows is decided page by page, as without it.
    static void OpenToEverybody(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
            && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }
}
