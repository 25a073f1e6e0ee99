package shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@Path("/opening-hours")
public class OpeningHours {

    @GET
    @Produces("text/plain")
    public String get() {
        return "Mon-Fri 9-17\n";
    }
}
