package io.gatehouse.orders.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a user says to place an order. */
@Schema(description = "An order to be placed.", example = """
                {"address": "1 Gatehouse Lane", "item": "lantern"}""")
public record NewOrder(
        @NotBlank @Size(max = 500) String address,
        @NotBlank @Size(max = 200) String item) {}
